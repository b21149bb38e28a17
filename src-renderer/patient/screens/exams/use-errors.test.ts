/**
 * One row a usual error (STANDARDS part 5): somebody makes it, the patient reads the right sentence, the doctor sees
 * it. The list in docs/use-errors.md is this table; `vitest -u` writes it again.
 */
import { describe, expect, test } from 'vitest';
import { doctorView } from '../../../../state-machines/cabinet.ts';
import type { Correction, ExamName, Rejection } from '../../../../state-machines/contract.ts';
import {
  atPosition,
  begun,
  captured,
  cuffEnd,
  freshCommand,
  inflating,
  live,
} from '../../../../state-machines/exam-kit.ts';
import { type Kit, ready, STREAMING } from '../../../../state-machines/test-kit.ts';
import { fr as doctorFr } from '../../../doctor/texts/fr.ts';
import { languages, textOf } from '../../../ui/languages/index.ts';
import { GUIDES } from './guides.ts';
import { currentOf } from './shown.ts';

interface UseError {
  readonly exam: ExamName;
  /** As STANDARDS names it. */
  readonly error: string;
  readonly seenBy: 'instrument' | 'doctor';
  /** Somebody makes it, and it is noticed. */
  readonly happens: () => Kit;
  /** The heading that the patient reads then, in French. */
  readonly title: string;
}

const toConnect = (exam: ExamName): Kit => {
  const kit = begun(exam);
  for (const question of ['cannot-stand', 'ear-pain', 'ear-bleeding', 'arm-unfit'] as const)
    kit.say({ type: 'patient.answer', question, yes: false });
  kit.sayAll([ready('prepare'), ready('position')]);
  return kit;
};
const onFinger = (): Kit => {
  const kit = begun('oximetry', 'full', [STREAMING]);
  kit.sayAll([ready('prepare'), ready('position')]);
  kit.second();
  return kit;
};
/** The doctor saw it, and has it measured again. */
const said = (exam: ExamName, why: Correction) => (): Kit => {
  const kit = exam === 'blood-pressure' ? atPosition() : toConnect(exam);
  kit.say({ type: 'doctor.repeatExam', why });
  return kit;
};
/** The doctor saw or heard it in what was taken. */
const shown = (exam: ExamName, why: Rejection) => (): Kit => {
  const kit = live(exam);
  kit.say({ type: 'doctor.capture', capture: freshCommand() });
  kit.pass(2_000);
  kit.say(captured(kit, exam === 'auscultation' ? { clip: {} } : {}));
  const medium = kit.view().exam?.media?.toJudge ?? '';
  kit.say({ type: 'doctor.judgeMedia', medium, accept: false, why });
  return kit;
};
const wrongEar = (): Kit => {
  const kit = live('otoscopy');
  kit.say({ type: 'doctor.capture', capture: freshCommand() });
  kit.say(captured(kit));
  const medium = kit.view().exam?.media?.toJudge ?? '';
  kit.say({ type: 'doctor.judgeMedia', medium, accept: true, target: 'ear-right' });
  return kit;
};
const blurred = (): Kit => {
  const kit = live('skin');
  kit.say({ type: 'shutter.pressed', capture: freshCommand() });
  kit.say(captured(kit, { still: { sharpness: 2 } }));
  return kit;
};
const cuffFails = (failure: 'movement' | 'loose-cuff') => (): Kit => {
  const { kit, commandId } = inflating();
  kit.say(cuffEnd(kit, commandId, { failure }));
  return kit;
};
const oximeterSays = (values: Parameters<Kit['second']>[0]) => (): Kit => {
  const kit = onFinger();
  kit.second(values);
  return kit;
};
const probeOut = (): Kit => {
  const kit = toConnect('temperature');
  kit.value('temperature', { value: 35.1, settled: false });
  kit.value('temperature', { contact: 'absent', value: null, settled: false });
  return kit;
};
const leftScale = (): Kit => {
  const kit = toConnect('weight');
  kit.value('weight', { settled: false });
  kit.value('weight', { contact: 'absent', value: 0, settled: false });
  return kit;
};

const row = (
  exam: ExamName,
  error: string,
  seenBy: UseError['seenBy'],
  happens: UseError['happens'],
  title: string,
): UseError => ({ exam, error, seenBy, happens, title });

const USE_ERRORS: readonly UseError[] = [
  row(
    'blood-pressure',
    'small cuff',
    'doctor',
    said('blood-pressure', 'small-cuff'),
    'Ce brassard est trop petit',
  ),
  row(
    'blood-pressure',
    'talking',
    'doctor',
    said('blood-pressure', 'talking'),
    'Sans parler, pendant la mesure',
  ),
  row(
    'blood-pressure',
    'crossed legs',
    'doctor',
    said('blood-pressure', 'legs-crossed'),
    'Décroisez les jambes',
  ),
  row(
    'blood-pressure',
    'arm hanging',
    'doctor',
    said('blood-pressure', 'arm-hanging'),
    'Posez le bras sur la table',
  ),
  row('blood-pressure', 'sleeve', 'doctor', said('blood-pressure', 'sleeve'), 'Le bras bien nu'),
  row('blood-pressure', 'moving', 'instrument', cuffFails('movement'), 'Le bras a bougé'),
  row(
    'blood-pressure',
    'loose cuff',
    'instrument',
    cuffFails('loose-cuff'),
    'Le brassard n’est pas bien serré',
  ),
  row(
    'oximetry',
    'polish',
    'doctor',
    said('oximetry', 'nail-polish'),
    'Un ongle sans vernis, s’il vous plaît',
  ),
  row(
    'oximetry',
    'cold',
    'instrument',
    oximeterSays({ perfusionIndex: 0.1 }),
    'Votre doigt est un peu froid',
  ),
  row(
    'oximetry',
    'cold, no perfusion index',
    'doctor',
    said('oximetry', 'low-perfusion'),
    'Votre doigt est un peu froid',
  ),
  row('oximetry', 'motion', 'instrument', oximeterSays({ good: 0.1 }), 'Votre main bouge un peu'),
  row('oximetry', 'strong light', 'doctor', said('oximetry', 'bright-light'), 'Il y a trop de lumière'),
  row(
    'oximetry',
    'too early reading: the finger comes out before the minute is over',
    'instrument',
    oximeterSays({ contact: 'absent', spo2: null, pulse: null }),
    'Remettez le doigt dans la pince',
  ),
  row('temperature', 'probe out too early', 'instrument', probeOut, 'Remettez la sonde en place'),
  row(
    'temperature-ear',
    'wax',
    'doctor',
    said('temperature-ear', 'ear-wax'),
    'Il y a un bouchon dans cette oreille',
  ),
  row(
    'temperature-ear',
    'wrong angle',
    'doctor',
    said('temperature-ear', 'wrong-angle'),
    'Tournez un peu le thermomètre',
  ),
  row(
    'temperature-ear',
    'ear was on pillow',
    'doctor',
    said('temperature-ear', 'ear-pillow'),
    'Prenez l’autre oreille',
  ),
  row('temperature-forehead', 'sweat', 'doctor', said('temperature-forehead', 'sweat'), 'Essuyez le front'),
  row(
    'temperature-forehead',
    'draught',
    'doctor',
    said('temperature-forehead', 'draught'),
    'Il y a un courant d’air',
  ),
  row(
    'temperature-forehead',
    'distance',
    'doctor',
    said('temperature-forehead', 'distance'),
    'Approchez le thermomètre',
  ),
  row('otoscopy', 'no pull', 'doctor', shown('otoscopy', 'no-pull'), 'Tirez un peu plus l’oreille'),
  row('otoscopy', 'too deep', 'doctor', shown('otoscopy', 'too-deep'), 'Un peu moins loin'),
  row('otoscopy', 'wax', 'doctor', shown('otoscopy', 'ear-wax'), 'Il y a un bouchon dans cette oreille'),
  row('otoscopy', 'fog', 'doctor', shown('otoscopy', 'fogged'), 'Il y a de la buée'),
  row(
    'otoscopy',
    'walking into canal wall',
    'doctor',
    shown('otoscopy', 'canal-wall'),
    'L’appareil regarde le côté de l’oreille',
  ),
  row('otoscopy', 'wrong ear', 'doctor', wrongEar, 'C’était l’autre oreille'),
  row('weight', 'holding wall', 'doctor', said('weight', 'holding-on'), 'Sans vous tenir'),
  row('weight', 'clothes', 'doctor', said('weight', 'clothes'), 'Retirez manteau et chaussures'),
  row('weight', 'uneven floor', 'doctor', said('weight', 'uneven-floor'), 'La balance doit être bien à plat'),
  row('weight', 'left the scale', 'instrument', leftScale, 'Montez sur la balance'),
  row('auscultation', 'clothing noise', 'doctor', shown('auscultation', 'cloth-noise'), 'Le tissu frotte'),
  row('auscultation', 'wrong point', 'doctor', shown('auscultation', 'wrong-place'), 'C’est un peu à côté'),
  row('auscultation', 'talking', 'doctor', shown('auscultation', 'talking'), 'Il y a eu du bruit'),
  row('skin', 'blur', 'instrument', blurred, 'L’image n’est pas nette'),
  row('skin', 'flash glare', 'doctor', shown('skin', 'glare'), 'Il y a un reflet'),
  row('skin', 'no scale', 'doctor', shown('skin', 'no-scale'), 'Il manque la réglette'),
];

describe.each(USE_ERRORS)('$exam: $error', ({ exam, happens, title }) => {
  test('the patient is told what to do about it, the doctor sees it', () => {
    const kit = happens();
    const view = kit.view().exam;
    if (view === null) throw new Error('the exam is not under way');
    expect(view.exam).toBe(exam);
    const words = currentOf(view, GUIDES[exam]);
    expect(textOf(languages.fr.texts[words.title])).toBe(title);
    for (const { texts } of Object.values(languages))
      expect(textOf(texts[words.text]).length).toBeGreaterThan(10);
    const doctor = doctorView(kit.state);
    const trouble = doctor?.exam?.trouble ?? null;
    expect(trouble).toBe(view.trouble);
    if (trouble === null) throw new Error('the doctor is told nothing');
    expect(doctorFr.exam.troubles[trouble].length).toBeGreaterThan(5);
  });
});

test('every correction and rejection that an exam knows has its row', () => {
  const told = new Set(USE_ERRORS.map(({ happens }) => happens().view().exam?.trouble));
  const known = USE_ERRORS.flatMap(({ exam }) => doctorView(begun(exam).state)?.exam?.corrections ?? []);
  const without = [...new Set(known)].filter((one) => one !== 'again' && !told.has(one));
  expect(without).toEqual([]);
});

test('docs/use-errors.md is this table', async () => {
  const lines = USE_ERRORS.map(
    ({ exam, error, seenBy, title }) => `| ${exam} | ${error} | ${seenBy} | ${title} |`,
  );
  const page = [
    '# Usual errors, and what the patient is told',
    '',
    'Generated from the table in `src-renderer/patient/screens/exams/use-errors.test.ts`: each row is a test in which',
    'somebody makes the error, the patient reads this heading and the doctor sees the same trouble. Write it again with',
    '`vitest run --project unit -u src-renderer/patient/screens/exams/use-errors.test.ts`.',
    '',
    '| Exam | Usual error (STANDARDS part 5) | Noticed by | The patient reads |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../../docs/use-errors.md');
});
