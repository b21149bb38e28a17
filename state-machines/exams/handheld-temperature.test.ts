import { describe, expect, test } from 'vitest';
import { doctorView } from '../cabinet.ts';
import { begun } from '../exam-kit.ts';
import { broken, type Kit, ready, type Said, typed } from '../test-kit.ts';

const exam = (kit: Kit) => kit.view().exam;
const EAR = 'temperature-ear';
const FOREHEAD = 'temperature-forehead';
const NO_EAR_TROUBLE: readonly Said[] = (['ear-pain', 'ear-bleeding'] as const).map((question) => ({
  type: 'patient.answer',
  question,
  yes: false,
}));

function atDisplay(which: typeof EAR | typeof FOREHEAD): Kit {
  const kit = begun(which);
  kit.sayAll([...NO_EAR_TROUBLE, ready('prepare'), ready('position')]);
  expect(exam(kit)?.step).toBe('connect');
  return kit;
}
const again = (kit: Kit, value: number) => {
  kit.say(ready('repeat'));
  kit.pass(2_000);
  kit.say(typed(kit, exam(kit)?.exam ?? EAR, value));
};

describe('ear', () => {
  test('three readings, the highest first; each with its site and who typed it', () => {
    const kit = atDisplay(EAR);
    kit.say(typed(kit, EAR, 37.1));
    expect(exam(kit)).toMatchObject({ step: 'repeat', attempt: 2 });
    again(kit, 37.4);
    again(kit, 36.9);
    expect(exam(kit)?.step).toBe('done');
    expect(exam(kit)?.results).toMatchObject([
      { value: 37.4, site: 'ear', enteredBy: 'nurse', unit: 'Cel', instrument: { model: 'ear-thermometer' } },
      { value: 37.1 },
      { value: 36.9 },
    ]);
    expect(broken(kit)).toEqual([]);
  });
  test('pain or discharge: the doctor decides', () => {
    const kit = begun(EAR);
    kit.sayAll([
      { type: 'patient.answer', question: 'ear-pain', yes: false },
      { type: 'patient.answer', question: 'ear-bleeding', yes: true },
    ]);
    expect(exam(kit)).toMatchObject({ step: 'questions', trouble: 'question-yes' });
  });
  test('no temperature of a person is refused, told to both, and asked for again', () => {
    const kit = atDisplay(EAR);
    kit.say(typed(kit, EAR, 99));
    expect(exam(kit)).toMatchObject({ step: 'repeat', trouble: 'implausible' });
    expect(doctorView(kit.state)?.refused).toMatchObject([{ exam: EAR, reason: 'implausible' }]);
  });
});

describe('forehead', () => {
  test('one reading; a fever is to be confirmed at another site', () => {
    const kit = atDisplay(FOREHEAD);
    kit.say(typed(kit, FOREHEAD, 37.9));
    expect(exam(kit)).toMatchObject({ step: 'done', results: [{ value: 37.9, site: 'forehead' }] });
    expect(exam(kit)?.results[0]?.flags).toBe(undefined);
    const fever = atDisplay(FOREHEAD);
    fever.say(typed(fever, FOREHEAD, 38));
    expect(exam(fever)?.results[0]?.flags).toEqual(['confirm-elsewhere']);
  });
  test('an extreme is asked for twice, then shown as confirmed', () => {
    const kit = atDisplay(FOREHEAD);
    kit.say(typed(kit, FOREHEAD, 40.6));
    expect(exam(kit)).toMatchObject({ step: 'repeat', trouble: 'extreme' });
    again(kit, 40.6);
    expect(exam(kit)?.results).toMatchObject([{ value: 40.6, confirmedExtreme: true }]);
  });
});

test('only a helper types, and only for the exam that asks', () => {
  const kit = atDisplay(FOREHEAD);
  expect(kit.say(typed(kit, EAR, 37)).changed).toBe(false);
  kit.say({ type: 'patient.helper', helper: null });
  expect(kit.say(typed(kit, FOREHEAD, 37)).changed).toBe(false);
  kit.say({ type: 'doctor.cancelExam' });
  const offer = doctorView(kit.state)?.offered?.find((one) => one.exam === FOREHEAD);
  expect(offer).toMatchObject({ available: false, reason: 'no-helper', begins: false });
});

test('a cabinet without such a thermometer offers it to nobody', () => {
  const kit = begun('weight');
  kit.say({ type: 'handhelds', handhelds: [] });
  kit.say({ type: 'doctor.cancelExam' });
  const offers = doctorView(kit.state)?.offered?.filter((one) => [EAR, FOREHEAD].includes(one.exam));
  expect(offers?.map(({ reason }) => reason)).toEqual(['absent', 'absent']);
});
