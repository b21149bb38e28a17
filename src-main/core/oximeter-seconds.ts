/** Makes one `Second` out of about 60 frames a second. */
import type { Quantity, ReadingEvent } from '../../drivers/contract.ts';
import type { Instant, Second } from '../../state-machines/contract.ts';

export interface OximeterSeconds {
  /** Returns the second that this frame completes, or null. */
  add(reading: ReadingEvent, now: () => Instant): Second | null;
  /** After an unplug or a release: nothing from before may enter what comes next. */
  reset(): void;
}

const RANK = { present: 2, searching: 1, absent: 0 } as const;

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

export function createOximeterSeconds(): OximeterSeconds {
  let started: number | null = null;
  let frames: ReadingEvent[] = [];

  const valuesOf = (quantity: Quantity): number[] =>
    frames.flatMap((f) =>
      f.values.filter((v) => v.quantity === quantity && v.value !== null).map((v) => Number(v.value)),
    );

  /** Only of frames that came: a second without one is the hub's silence, not a second. */
  function close(now: () => Instant): Second {
    // A second in which the finger left at any frame is not a second of contact.
    const contact = frames.reduce(
      (worst, f) => (RANK[f.contact] < RANK[worst] ? f.contact : worst),
      'present' as ReadingEvent['contact'],
    );
    const here = contact === 'present';
    return {
      at: now(),
      contact,
      spo2: here ? median(valuesOf('spo2')) : null,
      pulse: here ? median(valuesOf('pulse-rate')) : null,
      perfusionIndex: here ? median(valuesOf('perfusion-index')) : null,
      good: frames.filter((f) => f.quality === 'good').length / frames.length,
    };
  }

  return {
    add(reading, now) {
      started ??= reading.at;
      let second: Second | null = null;
      if (reading.at - started >= 1000) {
        second = close(now);
        frames = [];
        started = reading.at;
      }
      frames.push(reading);
      return second;
    },
    reset() {
      started = null;
      frames = [];
    },
  };
}
