/**
 * The cuff round a bottle: it fills, and lets its air go. A rigid bottle has no pulse, so a measurement that says so
 * is what is right. Nothing moves before the person says ready, and never for longer than the overall limit.
 */
import { randomUUID } from 'node:crypto';
import type { Clock, CuffEndEvent } from '../../../../drivers/contract.ts';
import type { CuffFailure } from '../../../../drivers/cuff/contract.ts';
import type { InstrumentHub } from '../../../../drivers/hub-contract.ts';
import { failed, type Outcome, passed, until, warned } from '../check.ts';
import { type Guide, guidedLine } from './guide.ts';

const OPEN_MS = 15_000;
/** A "ready" holds 60 s; an unanswered question ends the part. */
const ANSWER_MS = 5 * 60_000;
/** Above every measurement. */
const OVERALL_MS = 120_000;
const AIR_GONE_MS = 10_000;
/** mm[Hg]. Filled enough to have moved air; let go enough to be taken off. */
const FILLED = 100;
const EMPTY = 15;
/** A bottle has no pulse. */
const EXPECTED: readonly CuffFailure[] = ['weak-pulse', 'out-of-range', 'movement', 'implausible'];

/** mm[Hg], whole. */
interface Seen {
  peak: number;
  last: number;
  said: boolean;
  /** What came before the end says nothing about the air that is in the cuff now. */
  saidSinceEnd: boolean;
}

export interface CuffGuideParts {
  readonly hub: Pick<InstrumentHub, 'want' | 'release' | 'subscribe' | 'status' | 'startCuff' | 'stopCuffs'>;
  readonly clock: Clock;
  readonly wallNow: () => number;
  /** The page that was asked still says that it is alive; false: stop at once. */
  readonly personThere: () => boolean;
}

export function createCuffGuide({ hub, clock, wallNow, personThere }: CuffGuideParts): Guide {
  return async ({ signal, show, answer }) => {
    const from = clock.now();
    const seen: Seen = { peak: 0, last: 0, said: false, saidSinceEnd: false };
    let end: CuffEndEvent | null = null;
    const line = (outcome: Outcome) =>
      guidedLine(
        'cuff',
        { group: 'instruments', capabilities: ['blood-pressure'] },
        outcome,
        clock.now() - from,
        wallNow(),
      );
    const values = () => (seen.said ? { peakMmHg: seen.peak, lastMmHg: seen.last } : {});
    const unsubscribe = hub.subscribe((event) => {
      if (event.kind !== 'data' || event.capability !== 'blood-pressure') return;
      if (event.event.kind === 'cuff-end') end = event.event;
      if (event.event.kind !== 'cuff-pressure') return;
      const mmHg = Math.round(event.event.mmHg);
      Object.assign(seen, { peak: Math.max(seen.peak, mmHg), last: mmHg, said: true });
      if (end !== null) seen.saidSinceEnd = true;
      show({ state: 'working', values: values() });
    });
    const stopNow = (): void => void hub.stopCuffs();
    signal.addEventListener('abort', stopNow);
    hub.want('blood-pressure');
    try {
      show({ state: 'working', values: {} });
      const streaming = () => (hub.status('blood-pressure').state === 'streaming' ? true : null);
      if ((await until(clock, OPEN_MS, signal, streaming)) === null) {
        const { fault } = hub.status('blood-pressure');
        return signal.aborted ? null : line(failed(fault?.code ?? 'no-answer', fault?.detail ?? ''));
      }
      show({ state: 'asked', values: {} });
      const giveUp = Promise.withResolvers<null>();
      const stopWaiting = clock.after(ANSWER_MS, () => giveUp.resolve(null));
      const said = await Promise.race([answer(), giveUp.promise]);
      stopWaiting();
      if (said?.say !== 'ready' || signal.aborted) return null;
      // A bottle is measured as an adult's arm; the command is as fresh as the person's word.
      const now = clock.now();
      const started = await hub.startCuff({
        commandId: randomUUID(),
        commandAt: now,
        readyAt: now,
        patient: 'adult',
      });
      if ('refused' in started) return line(failed('cuff-refused', started.refused));
      show({ state: 'working', values: {} });
      const over = () => (end !== null || !personThere() ? true : null);
      const ended = await until(clock, OVERALL_MS, signal, over);
      if (end === null) await hub.stopCuffs();
      if (signal.aborted || !personThere()) return null;
      const gone = () => (seen.last <= EMPTY ? true : null);
      await until(clock, AIR_GONE_MS, signal, gone);
      return line(ended === null ? failed('took-too-long', '', values()) : judge(end, seen, values()));
    } finally {
      signal.removeEventListener('abort', stopNow);
      unsubscribe();
      await hub.stopCuffs();
      await hub.release('blood-pressure');
    }
  };
}

function judge(end: CuffEndEvent | null, seen: Readonly<Seen>, values: Outcome['facts']): Outcome {
  if (end === null) return failed('no-answer', '', values);
  const { outcome } = end;
  // Berry's module has one word for "no pulse" and "broken": what its pressure did tells them apart.
  const unsaid = 'failure' in outcome && outcome.failure === 'hardware' && seen.said && seen.peak >= FILLED;
  if ('failure' in outcome && !unsaid && !EXPECTED.includes(outcome.failure))
    return failed(outcome.failure === 'stopped' ? 'stopped' : 'cuff-failed', outcome.failure, values);
  if (seen.said && seen.peak < FILLED) return failed('cuff-no-pressure', `${seen.peak} mmHg`, values);
  if (seen.last > EMPTY && !seen.saidSinceEnd) return warned('cuff-air-unseen', '', values);
  if (seen.last > EMPTY) return failed('cuff-kept-air', `${seen.last} mmHg`, values);
  return passed(values);
}
