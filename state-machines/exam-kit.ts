/** For tests: a cabinet with every instrument, brought to any step of any exam. */
import type { ExamMode, ExamName, Pressures } from './contract.ts';
import type { Delays } from './delays.ts';
import {
  CALL,
  CUFF,
  createKit,
  DRIVEN,
  FITTED,
  type Kit,
  ready,
  type Said,
  startOf,
  uuid,
} from './test-kit.ts';

/** Short enough for a test, in the same proportions. */
export const BRIEF: Partial<Delays> = {
  minimumOnFingerMs: 3_000,
  measureMs: 30_000,
  restMs: 50_000,
  pauseMs: 10_000,
  againMs: 6_000,
};

export const NORMAL: Pressures = { systolic: 124, diastolic: 78, mean: 94, pulseRate: 70 };
export const pressures = (systolic: number, diastolic: number): Pressures => ({
  systolic,
  diastolic,
  mean: null,
  pulseRate: 70,
});

let commands = 0;
export const freshCommand = (): string => uuid(0xc0_0000 + commands++);

export function begun(exam: ExamName, mode?: ExamMode, fitted: readonly Said[] = FITTED): Kit {
  const kit = createKit(BRIEF);
  kit.sayAll([...CALL, { type: 'patient.helper', helper: 'nurse' }, ...fitted, startOf(exam, mode)]);
  return kit;
}

/** On the position step of a quick pressure. */
export function atPosition(cuff: Said = DRIVEN): Kit {
  const kit = begun('blood-pressure', 'quick', [cuff]);
  kit.say({ type: 'patient.answer', question: 'arm-unfit', yes: false });
  kit.say(ready('prepare'));
  return kit;
}

/** "Ready", then the doctor's command; the command's id. */
export function inflate(kit: Kit): string {
  kit.say(ready('position'));
  kit.pass(2_000);
  const commandId = freshCommand();
  kit.say({ type: 'doctor.startCuff', commandId });
  return commandId;
}

export function inflating(): { kit: Kit; commandId: string } {
  const kit = atPosition();
  return { kit, commandId: inflate(kit) };
}

type End = Extract<Said, { type: 'cuff.end' }>['outcome'];
export const cuffEnd = (kit: Kit, commandId: string, outcome: End): Said => ({
  type: 'cuff.end',
  commandId,
  outcome,
  instrument: CUFF,
  freshIds: kit.freshIds(8),
});

/** One whole reading, from the position step on. */
export function pressure(kit: Kit, numbers: Pressures = NORMAL): void {
  const commandId = inflate(kit);
  kit.pass(35_000);
  kit.say(cuffEnd(kit, commandId, { numbers }));
}

/** 97 % and 70 a minute on a finger, unless told otherwise. */
export const oximeterSecond = (kit: Kit, values: object, freshIds = kit.freshIds(3)): Said => ({
  type: 'instrument.second',
  second: {
    at: { mono: kit.mono, wall: kit.mono, clockSure: true },
    contact: 'present',
    spo2: 97,
    pulse: 70,
    perfusionIndex: null,
    good: 1,
    ...values,
  },
  freshIds,
});

type Recorded = Extract<Said, { type: 'memory.record' }>;
export const recorded = (kit: Kit, more: Partial<Recorded> = {}): Said => ({
  type: 'memory.record',
  numbers: NORMAL,
  takenAt: '2026-11-21T10:00:00',
  clock: 'agrees',
  irregular: false,
  movement: false,
  instrument: CUFF,
  freshIds: kit.freshIds(8),
  ...more,
});

type Taken = Extract<Said, { type: 'media.captured' }>['taken'];
const SHARP = { width: 1280, height: 960, sharpness: 300, brightness: 0.5 };
const CLEAR = { durationMs: 15_000, sampleRate: 48_000, levelDb: -32, clipped: 0 };

/** What the screen took for the capture that runs, or for one that does not. */
export function captured(
  kit: Kit,
  measures: {
    readonly still?: Partial<typeof SHARP>;
    readonly clip?: Partial<NonNullable<Taken['clip']>>;
  } = {},
  capture = kit.capturing ?? freshCommand(),
): Said {
  const clip = measures.clip !== undefined;
  return {
    type: 'media.captured',
    capture,
    taken: {
      id: `urn:uuid:${kit.freshIds(1)[0]}`,
      kind: clip ? 'clip' : 'still',
      contentType: clip ? 'audio/wav' : 'image/png',
      bytes: 1000,
      sha256: '0'.repeat(64),
      at: { mono: kit.mono, wall: kit.mono, clockSure: true },
      source: 'A camera',
      still: clip ? null : { ...SHARP, ...measures.still },
      clip: clip ? { ...CLEAR, ...measures.clip } : null,
    },
  };
}

/** Something good, of the kind that the exam under way asks for. */
export const takenWell = (kit: Kit): Said =>
  captured(kit, kit.view().exam?.exam === 'auscultation' ? { clip: {} } : {});

/** On the live step of the first target. */
export function live(exam: ExamName, fitted: readonly Said[] = FITTED): Kit {
  const kit = begun(exam, 'full', fitted);
  kit.say({ type: 'patient.mediaConsent', granted: true });
  while (kit.view().exam?.step === 'questions')
    kit.say({ type: 'patient.answer', question: kit.view().exam?.question ?? 'arm-unfit', yes: false });
  while (kit.view().exam?.step === 'prepare') kit.say(ready('prepare'));
  kit.say(ready('position'));
  return kit;
}

/** The same cabinet once more, with its own books. */
export function twin(kit: Kit): Kit {
  const copy = createKit(BRIEF, kit.state);
  copy.mono = kit.mono;
  copy.wanted = kit.wanted;
  copy.inflating = kit.inflating;
  copy.capturing = kit.capturing;
  for (const print of kit.printing) copy.printing.add(print);
  for (const capability of kit.capabilities) copy.capabilities.add(capability);
  copy.acts.commands.push(...kit.acts.commands);
  copy.acts.readies.push(...kit.acts.readies);
  copy.acts.started.push(...kit.acts.started);
  copy.records.push(...kit.records);
  for (const [name, due] of kit.deadlines) copy.deadlines.set(name, due);
  return copy;
}
