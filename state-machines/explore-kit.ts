/** For tests: every state that an exam reaches, met by every event; and the core killed in each. */
import { isDeepStrictEqual } from 'node:util';
import { CATALOGUE } from './catalogue.ts';
import type { ExamMode, ExamName } from './contract.ts';
import type { CaptureContext } from './exam/capture-context.ts';
import { begun, twin } from './exam-kit.ts';
import { restoreCabinet } from './restore.ts';
import { broken, CLAIM, DOCTOR, type Kit, ready, type Said } from './test-kit.ts';
import { examOf, visitOf } from './views.ts';

const COMMON: readonly Said[] = [
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
  readonly exam: ExamName;
  readonly mode: ExamMode;
  readonly fitted: Said;
  readonly own: Own;
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

/** Killed in each state and started again: what is not as it was, or not as `moved` says. */
export function killedEverywhere(
  { seen }: Explored,
  exam: ExamName,
  moved: Readonly<Partial<Record<string, string>>>,
): string[] {
  const lost: string[] = [];
  for (const kit of seen) {
    const saved = JSON.parse(JSON.stringify(kit.state)) as Kit['state'];
    const machines = saved.exam === null ? [saved.visit] : [saved.visit, saved.exam];
    const restored = restoreCabinet(machines, { mono: 5, wall: 0, clockSure: false });
    const before = examOf(kit.state);
    if (!isDeepStrictEqual(restored, { state: saved, effects: [], records: [] })) lost.push(key(kit));
    if (before === null || before.over) continue;
    const again = twin(kit);
    const { effects } = again.say({ type: 'core.restarted' });
    if (exam === 'blood-pressure' && effects[0]?.type !== 'cuff.stop') lost.push(`${key(kit)} not still`);
    const now = examOf(again.state);
    if (now?.step !== (moved[before.step] ?? before.step)) lost.push(`${key(kit)} is ${now?.step}`);
    if (!isDeepStrictEqual(now?.context.answers, before.context.answers)) lost.push('answers');
    if (!isDeepStrictEqual(now?.context.media?.media, before.context.media?.media)) lost.push('media');
    lost.push(...broken(again));
  }
  return lost;
}

/** Ways of the exam's machine that none of `edges` went. */
export function waysNotTaken(exam: ExamName, edges: readonly string[]): string[] {
  const taken = new Set(edges);
  const missing: string[] = [];
  for (const [from, node] of Object.entries(CATALOGUE[exam].machine.states))
    for (const transition of [...node.transitions.values()].flat())
      for (const target of transition.target ?? []) {
        const { eventType } = transition;
        // What is judged passes on within the same event; the beginning is the cabinet's own.
        const ways = target.key === 'judge' ? ['done', 'repeat', 'failed', 'rest', 'judge'] : [target.key];
        const internal = eventType === '' || eventType === 'exam.begin' || eventType === 'exam.stop';
        if (!internal && !ways.some((to) => taken.has(`${from} ${eventType} ${to}`)))
          missing.push(`${from} ${eventType} ${target.key}`);
      }
  return missing;
}
