/** The quick set within a call: what begins next, what becomes of what is over. */
import { unavailable } from '../catalogue.ts';
import type { Effect, ExamName, QuickSet } from '../contract.ts';
import { lastInstantOf, nextIn, quickItems, runningIn, withItem } from '../quick-set.ts';
import { type RecordPayload, record } from '../records.ts';
import { USUAL_START } from '../step-machine.ts';
import { type Args, base, circumstances, clear } from './actions.ts';
import { doctorIsHere } from './doctor-acts.ts';

interface Advance {
  readonly set: QuickSet;
  /** Null: nothing is left that could begin. */
  readonly start: ExamName | null;
}

/** What cannot begin is passed over with its reason. */
function advance({ context, event }: Args, from: QuickSet): Advance {
  let set = from;
  if (event.at.mono >= set.until) return { set, start: null };
  for (let next = nextIn(set); next !== null; next = nextIn(set)) {
    const reason = unavailable(next.exam, circumstances(context));
    if (reason === null) return { set: withItem(set, next.exam, { outcome: 'runs' }), start: next.exam };
    set = withItem(set, next.exam, { outcome: 'unavailable', reason });
  }
  return { set, start: null };
}

const fresh = ({ event }: Args): QuickSet => ({
  items: quickItems(),
  until: event.at.mono + event.delays.quickSetMs,
});

/** With what has just ended noted. */
function after({ context, event }: Args): QuickSet | null {
  const { quickSet } = context;
  if (quickSet === null || event.type !== 'exam.over') return quickSet;
  const running = runningIn(quickSet);
  return running === null ? quickSet : withItem(quickSet, running.exam, { outcome: event.result });
}

export const mayStartQuick = (args: Args): boolean =>
  args.context.quickSet === null && doctorIsHere(args) && advance(args, fresh(args)).start !== null;
export const inQuick = ({ context }: Args): boolean => context.quickSet !== null;
export const hasNext = (args: Args): boolean => {
  const set = after(args);
  return set !== null && advance(args, set).start !== null;
};

const ended = (because: RecordPayload<'quick-set.ended'>['because'], set: QuickSet) =>
  record('quick-set.ended', { because, items: set.items });
const share = (set: QuickSet, exam: ExamName, { event }: Args): Effect => {
  const inMs = Math.round(lastInstantOf(exam, set, event.delays.quickSetMs) - event.at.mono);
  return { type: 'deadline.set', name: 'quick.share', inMs: Math.max(1, inMs) };
};

/** Begins the next that can; guarded by `mayStartQuick` or `hasNext`. */
const goOn = (setOf: (args: Args) => QuickSet | null, noteStart: boolean) =>
  base.enqueueActions(({ context, event, enqueue }) => {
    const from = setOf({ context, event });
    if (from === null) return;
    const { set, start } = advance({ context, event }, from);
    if (start === null) return;
    if (noteStart) enqueue({ type: 'record', params: record('quick-set.started', { items: set.items }) });
    enqueue({ type: 'effect', params: share(set, start, { context, event }) });
    enqueue({ type: 'exam', params: { do: 'start', exam: start, mode: 'quick', ...USUAL_START } });
    enqueue.assign({ quickSet: set, lastExam: { exam: start, mode: 'quick' } });
  });
export const startQuick = goOn(fresh, true);
export const nextQuick = goOn(after, false);

/** One is over and another comes: its end is shown meanwhile. */
export const noteQuick = base.enqueueActions(({ context, event, enqueue }) => {
  const set = after({ context, event });
  if (set === null) return;
  for (const params of clear('quick.share')) enqueue({ type: 'effect', params });
  enqueue.assign({ quickSet: set });
});

/** The last is over, or time is. */
export const endQuick = base.enqueueActions(({ context, event, enqueue }) => {
  const before = after({ context, event });
  if (before === null) return;
  const { set } = advance({ context, event }, before);
  const because = event.at.mono >= set.until || nextIn(set) !== null ? 'time-over' : 'through';
  for (const params of clear('quick.share')) enqueue({ type: 'effect', params });
  enqueue({ type: 'record', params: ended(because, set) });
  enqueue.assign({ quickSet: null });
});

/** The doctor wants something else. */
export const stopQuick = base.enqueueActions(({ context, event, enqueue }) => {
  if (context.quickSet === null) return;
  for (const params of clear('quick.share')) enqueue({ type: 'effect', params });
  enqueue({ type: 'record', params: ended('stopped', context.quickSet) });
  enqueue.assign({ quickSet: null });
  if (event.type === 'doctor.stopQuickSet')
    enqueue({ type: 'exam', params: { do: 'stop', reason: 'doctor-cancelled' } });
});

/** Its share of the time is over: stopped, and the set goes on by the end of the exam. */
export const outOfTime = base.enqueueActions(({ enqueue }) => {
  enqueue({ type: 'exam', params: { do: 'stop', reason: 'time-over' } });
});
