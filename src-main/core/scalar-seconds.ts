/** One `ScalarSecond` out of the frames of an instrument that measures one number: thermometer, scale. */
import type { Measured, Quantity, ReadingEvent } from '../../drivers/contract.ts';
import type { Instant, ScalarSecond } from '../../state-machines/contract.ts';

export interface ScalarSeconds {
  /** Returns the second that this frame completes, or null. */
  add(reading: ReadingEvent, now: () => Instant): ScalarSecond | null;
  /** After an unplug or a release: nothing from before may enter what comes next. */
  reset(): void;
}

interface Frame {
  readonly reading: ReadingEvent;
  readonly measured: Measured | null;
}

export function createScalarSeconds(quantity: Quantity): ScalarSeconds {
  let started: number | null = null;
  let frames: Frame[] = [];

  function close(now: () => Instant): ScalarSecond {
    const settled = frames.findLast(
      ({ reading, measured }) => reading.quality === 'good' && (measured?.value ?? null) !== null,
    );
    const told = settled ?? frames.findLast(({ measured }) => (measured?.value ?? null) !== null);
    const last = frames.at(-1);
    return {
      at: now(),
      contact: (told ?? last)?.reading.contact ?? 'absent',
      value: told?.measured?.value ?? null,
      settled: settled !== undefined,
      outside: told === undefined ? (last?.measured?.outside ?? null) : null,
    };
  }

  return {
    add(reading, now) {
      started ??= reading.at;
      let second: ScalarSecond | null = null;
      if (reading.at - started >= 1000 && frames.length > 0) {
        second = close(now);
        frames = [];
        started = reading.at;
      }
      const measured = reading.values.find((value) => value.quantity === quantity) ?? null;
      frames.push({ reading, measured });
      return second;
    },
    reset() {
      started = null;
      frames = [];
    },
  };
}
