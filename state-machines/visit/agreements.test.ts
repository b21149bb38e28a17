/** Each agreement is asked where it is needed, refused without harm, and taken back at any time. */
import { describe, expect, test } from 'vitest';
import {
  BEGIN,
  broken,
  CALL,
  CLAIM,
  createKit,
  FITTED,
  type Said,
  startOf,
  TO_CONSENT,
} from '../test-kit.ts';
import { doctorView } from '../views.ts';

const at = (...said: readonly (readonly Said[])[]) => {
  const kit = createKit();
  for (const some of said) kit.sayAll(some);
  return kit;
};
const asks: Said = { type: 'doctor.askThird', who: 'interpreter' };
const third = (granted: boolean): Said => ({ type: 'patient.third', granted });
const NO: Said = { type: 'patient.consent', granted: false };
const told = (kit: ReturnType<typeof at>, kind: string) =>
  kit.records.filter((record) => record.kind === kind).map(({ payload }) => payload);

describe('a third person in the call', () => {
  test('asked on the screen, refused, agreed to after all, taken back: the doctor is told each time', () => {
    const kit = at(CALL, [asks]);
    expect(kit.view().third).toEqual({ who: 'interpreter', granted: null });
    for (const granted of [false, true, false]) {
      kit.say(third(granted));
      expect(doctorView(kit.state)?.third).toEqual({ who: 'interpreter', granted });
      expect(kit.view().phase).toBe('inCall');
    }
    expect(told(kit, 'third.consent')).toHaveLength(3);
    expect(broken(kit)).toEqual([]);
  });
  test('asked once for the same person, and never while a question stands', () => {
    const kit = at(CALL, [asks]);
    expect(kit.say({ type: 'doctor.askThird', who: 'student' }).changed).toBe(false);
    kit.say(third(false));
    expect(kit.say(asks).changed).toBe(false);
    expect(kit.say({ type: 'doctor.askThird', who: 'student' }).changed).toBe(true);
  });
  test('nobody agrees to what nobody asked; the question goes with the doctor, the answer stays', () => {
    expect(at(CALL).say(third(true)).changed).toBe(false);
    const open = at(CALL, [asks, { type: 'doctor.released', claim: CLAIM }]);
    expect(open.view().third).toBeNull();
    const said = at(CALL, [asks, third(true), { type: 'doctor.released', claim: CLAIM }]);
    expect(said.view().third).toEqual({ who: 'interpreter', granted: true });
    expect(said.say(third(false)).changed).toBe(true);
  });
  test('only of somebody who agreed to the consultation, and only while he is there', () => {
    expect(at(BEGIN.slice(0, TO_CONSENT)).say(third(true)).changed).toBe(false);
    const left = at(CALL, [asks, { type: 'patient.leave' }]);
    expect(left.say(third(true)).changed).toBe(false);
  });
});

describe('the consultation', () => {
  test.each([
    ['danger signs', BEGIN.slice(0, TO_CONSENT + 1)],
    ['waiting', BEGIN],
    ['call', CALL],
    ['exam', [...CALL, ...FITTED, startOf('oximetry')]],
    ['documents', [...CALL, { type: 'doctor.end' } as const]],
  ])('taken back in %s: over at once, written down, and nothing runs on', (_, said) => {
    const kit = at(said);
    kit.say(NO);
    expect(kit.view()).toMatchObject({ phase: 'abandoned', endedBecause: 'refused-consent', doctor: null });
    expect(told(kit, 'consent')).toEqual([{ granted: true }, { granted: false }]);
    expect([kit.wanted, kit.inflating, broken(kit)]).toEqual([false, null, []]);
    expect(kit.say(NO).changed).toBe(false);
  });
  test('not before it was given, but on its own screen, and not after the visit', () => {
    expect(at(BEGIN.slice(0, 4)).say(NO).changed).toBe(false);
    const over = at(CALL, [{ type: 'doctor.end' }, { type: 'patient.finish' }]);
    expect(over.say(NO).changed).toBe(false);
  });
});
