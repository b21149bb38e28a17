/** Berry PM6750: which streams are on. Commands are not acknowledged, so what does not come is asked for again. */
import type { MonoMs } from '../contract.ts';
import type { BerryPacket } from './packets.ts';

/** Streams come at least once a second. */
export const ASK_AGAIN_MS = 3000;

const WANTED = [
  { type: 'spo2', command: 'spo2On' },
  { type: 'temp', command: 'tempOn' },
  { type: 'spo2Wave', command: 'spo2WaveOn' },
] as const;
/** Whatever another program left on. */
const UNWANTED = [
  { type: 'ecgWave', command: 'ecgOff' },
  { type: 'respWave', command: 'respWaveOff' },
] as const;

export type StreamCommand = (typeof WANTED)[number]['command'] | (typeof UNWANTED)[number]['command'];

export interface Streams {
  seen(type: BerryPacket['type'], at: MonoMs): void;
  /** The command to write now, if any; it counts as written. */
  next(now: MonoMs): StreamCommand | null;
}

export function createStreams(): Streams {
  const seenAt = new Map<BerryPacket['type'], MonoMs>();
  const askedAt = new Map<StreamCommand, MonoMs>();
  const lately = (at: MonoMs | undefined, now: MonoMs) => at !== undefined && now - at < ASK_AGAIN_MS;

  return {
    seen(type, at) {
      seenAt.set(type, at);
    },
    next(now) {
      const missing = WANTED.filter(({ type }) => !lately(seenAt.get(type), now));
      const surplus = UNWANTED.filter(({ type }) => lately(seenAt.get(type), now));
      const due = [...missing, ...surplus].find(({ command }) => !lately(askedAt.get(command), now));
      if (due === undefined) return null;
      askedAt.set(due.command, now);
      return due.command;
    },
  };
}
