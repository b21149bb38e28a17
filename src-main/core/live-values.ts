/**
 * Turns driver events into live messages: at once when a number or its quality changes, and at least every 250 ms
 * so that its age stays true. Last value wins; nothing here is ever a result.
 */

import { type Capability, type InstrumentData, type Quantity, UCUM } from '../../drivers/contract.ts';
import type { Live, Wave } from '../api/call-protocol.ts';

const REFRESH_MS = 250;

export interface LiveValues {
  /** Messages to send for this event, none when nothing new is to be told. */
  messages(capability: Capability, event: InstrumentData, quietMs: number): readonly (Live | Wave)[];
  /** What is told next of this capability goes out at once. */
  reset(capability: Capability): void;
}

interface Told {
  readonly capability: Capability;
  readonly value: number | null;
  readonly quality: string;
  readonly sentAt: number;
}

interface LiveNumber {
  readonly quantity: Quantity;
  readonly value: number | null;
  readonly quality: Live['quality'];
}

/** A cuff's result and a record of a memory are readings, never live numbers. */
function numbersOf(event: InstrumentData): readonly LiveNumber[] {
  switch (event.kind) {
    case 'reading':
      return event.values.map(({ quantity, value }) => ({
        quantity,
        value,
        quality: value === null ? 'none' : event.quality,
      }));
    case 'cuff-pressure':
      return [{ quantity: 'press-cuff', value: event.mmHg, quality: 'good' }];
    default:
      return [];
  }
}

export function createLiveValues(): LiveValues {
  const last = new Map<Quantity, Told>();
  return {
    messages(capability, event, quietMs) {
      if (event.kind === 'waveform') {
        const { wave, rate, range, samples, beat } = event;
        return [
          {
            type: 'wave',
            wave,
            sampledAt: event.at,
            rate,
            range: [range[0], range[1]],
            samples: [...samples],
            beat,
          },
        ];
      }
      const out: Live[] = [];
      for (const { quantity, value, quality } of numbersOf(event)) {
        const before = last.get(quantity);
        const due = before === undefined || event.at - before.sentAt >= REFRESH_MS;
        if (!due && before.value === value && before.quality === quality) continue;
        last.set(quantity, { capability, value, quality, sentAt: event.at });
        const unit = UCUM[quantity];
        out.push({ type: 'live', quantity, value, unit, quality, sampledAt: event.at, quietMs });
      }
      return out;
    },
    reset(capability) {
      for (const [quantity, told] of last) if (told.capability === capability) last.delete(quantity);
    },
  };
}
