/** A finger in the oximeter: contact seen, numbers a body can have, for five seconds without a break. */
import type { Clock, ReadingEvent } from '../../../../drivers/contract.ts';
import type { InstrumentHub } from '../../../../drivers/hub-contract.ts';
import { failed, passed, until } from '../check.ts';
import { type Guide, guidedLine } from './guide.ts';

const PATIENCE_MS = 60_000;
const STEADY_MS = 5000;
/** A second without a reading is a break. */
const BREAK_MS = 1000;
const SHOW_MS = 500;
/** What a technician's own finger may show. */
const SPO2 = [80, 100] as const;
const PULSE = [30, 220] as const;

const within = (value: number | null, [low, high]: readonly [number, number]): value is number =>
  value !== null && value >= low && value <= high;
const numberOf = ({ values }: ReadingEvent, name: 'spo2' | 'pulse-rate'): number | null =>
  values.find(({ quantity }) => quantity === name)?.value ?? null;

export function createFingerGuide(
  hub: Pick<InstrumentHub, 'want' | 'release' | 'subscribe' | 'status'>,
  clock: Clock,
  wallNow: () => number,
): Guide {
  return async ({ signal, show }) => {
    const from = clock.now();
    let steadyFrom: number | null = null;
    let lastAt = Number.NEGATIVE_INFINITY;
    let shownAt = Number.NEGATIVE_INFINITY;
    let best: { spo2: number; pulse: number } | null = null;
    const unsubscribe = hub.subscribe((event) => {
      if (event.kind !== 'data' || event.capability !== 'oximetry' || event.event.kind !== 'reading') return;
      const reading = event.event;
      const [spo2, pulse] = [numberOf(reading, 'spo2'), numberOf(reading, 'pulse-rate')];
      const now = clock.now();
      const good = reading.contact === 'present' && within(spo2, SPO2) && within(pulse, PULSE);
      if (!good || now - lastAt > BREAK_MS) steadyFrom = null;
      lastAt = now;
      if (good) {
        steadyFrom ??= now;
        best = { spo2, pulse };
      }
      if (now - shownAt < SHOW_MS) return;
      shownAt = now;
      show({ state: 'asked', values: { spo2, pulse } });
    });
    show({ state: 'asked', values: {} });
    hub.want('oximetry');
    try {
      const steady = await until(clock, PATIENCE_MS, signal, () =>
        steadyFrom !== null && clock.now() - steadyFrom >= STEADY_MS ? best : null,
      );
      if (signal.aborted) return null;
      const { fault } = hub.status('oximetry');
      const outcome =
        steady === null ? failed(fault?.code ?? 'no-finger', fault?.detail ?? '') : passed(steady);
      const of = { group: 'instruments', capabilities: ['oximetry'] } as const;
      return guidedLine('finger', of, outcome, clock.now() - from, wallNow());
    } finally {
      unsubscribe();
      await hub.release('oximetry');
    }
  };
}
