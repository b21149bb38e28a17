/** For tests: every state that an exam reaches, met by every event. */
import type { ExamMode, ExamName } from './contract.ts';
import type { CaptureContext } from './exam/capture-context.ts';
import { begun, twin } from './exam-kit.ts';
import { broken, CLAIM, DOCTOR, type Kit, ready, type Said } from './test-kit.ts';
import { examOf, visitOf } from './views.ts';

export const COMMON: readonly Said[] = [
  { type: 'patient.answer', question: 'arm-unfit', yes: false },
  { type: 'patient.answer', question: 'cannot-stand', yes: true },
  { type: 'patient.answer', question: 'cannot-stand', yes: false },
  { type: 'patient.answer', question: 'ear-pain', yes: false },
  { type: 'patient.answer', question: 'ear-bleeding', yes: false },
  { type: 'patient.answer', question: 'ear-surgery', yes: true },
  { type: 'patient.answer', question: 'ear-surgery', yes: false },
  { type: 'patient.answer', question: 'left-ear-worse', yes: true },
  { type: 'patient.answer', question: 'chest-wound', yes: false },
  ...(['prepare', 'rest', 'position', 'connect', 'measure', 'repeat'] as const).map(ready),
  { type: 'patient.mediaConsent', granted: true },
  { type: 'patient.mediaConsent', granted: false },
  { type: 'patient.cannot' },
  { type: 'patient.leave' },
  { type: 'doctor.connected', claim: CLAIM },
  { type: 'doctor.claimed', doctor: DOCTOR, claim: CLAIM },
  { type: 'doctor.lost', claim: CLAIM },
  { type: 'doctor.released', claim: CLAIM },
  { type: 'doctor.repeatExam' },
  { type: 'doctor.skipStep' },
  { type: 'doctor.cancelExam' },
  { type: 'doctor.confirm', accept: true },
  { type: 'doctor.confirm', accept: false },
  { type: 'screen.lost' },
  { type: 'core.restarted' },
  ...(['questions', 'prepare', 'rest', 'position', 'connect', 'measure', 'judge', 'repeat'] as const).map(
    (step): Said => ({ type: 'deadline', name: `exam.${step}` }),
  ),
];

export type Own = (kit: Kit) => readonly Said[];

export interface Case {
  readonly name: string;
  readonly exam: ExamName;
  readonly mode: ExamMode;
  readonly fitted: Said;
  readonly own: Own;
  /** Said on random walks only: as an exploration it would be too many states. */
  readonly wild?: Own;
  /** Brings it from its first step to where it is looked at. */
  readonly lead?: (kit: Kit) => void;
}
/** States that differ only in what no transition looks at are one. */
function key(kit: Kit): string {
  const exam = examOf(kit.state);
  if (exam === null || exam.over) return exam?.step ?? 'none';
  const { context, step } = exam;
  return JSON.stringify([
    step,
    // Seven tries of a full protocol are as many states again; the quick one reaches its last.
    context.mode === 'full' && context.exam === 'blood-pressure'
      ? 1
      : Math.min(context.attempt, context.media === null ? 9 : 2),
    step === 'measure' ? context.window.length : 0,
    context.wasOff,
    context.extremesSeen.length > 0,
    context.instrument.state === 'streaming',
    context.trouble === 'question-yes',
    step === 'questions' && context.answers.length,
    context.media === null ? null : mediaKey(context.media),
    Math.min(context.cuff.takes.length, 2),
    context.cuff.unconfirmed !== null,
    context.exam === 'blood-pressure' &&
      ['position', 'connect', 'measure'].includes(step) &&
      visitOf(kit.state).context.doctor?.link,
  ]);
}

const mediaKey = ({ target, order, settled, prepared, chosen, media, toJudge }: CaptureContext) => [
  target,
  order.filter((one) => one !== target && !settled.includes(one)),
  prepared,
  chosen,
  media.length > 0,
  media.some((medium) => medium.id === toJudge && medium.quality === 'good'),
  toJudge !== null,
];

export function explore({ exam, mode, fitted, own, lead }: Case) {
  const seen = new Map<string, Kit>();
  const edges = new Set<string>();
  const wrong = new Set<string>();
  const first = begun(exam, mode, [fitted]);
  lead?.(first);
  seen.set(key(first), first);
  const queue = [first];
  for (let kit = queue.shift(); kit; kit = queue.shift()) {
    const from = examOf(kit.state);
    if (from === null || from.over) continue;
    kit.mono += 1000;
    for (const said of [...COMMON, ...own(kit)]) {
      const next = twin(kit);
      const { changed } = next.say(said);
      if (!changed && next.inflating === kit.inflating && next.capturing === kit.capturing) continue;
      for (const what of broken(next)) wrong.add(`${from.step} ${said.type}: ${what}`);
      edges.add(`${from.step} ${said.type} ${examOf(next.state)?.step ?? 'cancelled'}`);
      const id = key(next);
      if (seen.has(id)) continue;
      seen.set(id, next);
      queue.push(next);
    }
  }
  return { seen: [...seen.values()], edges, wrong: [...wrong] };
}

export type Explored = ReturnType<typeof explore>;
