/** Berry PM6750: which streams are on. Commands are not acknowledged, so what does not come is asked for again. */
import type { MonoMs } from '../contract.ts';
import type { BerryCommand } from './commands.ts';
import type { EcgParams } from './ecg.ts';
import type { BerryPacket } from './packets.ts';

/** Streams come at least once a second. */
export const ASK_AGAIN_MS = 3000;

/** At x1 the amplifier was seen at its rails with an ordinary patient. */
const GAIN: EcgParams['gain'] = 'x0.5';

export type StreamCommand = Exclude<BerryCommand['command'], 'nibpTarget'>;

export interface Streams {
  seen(packet: BerryPacket, at: MonoMs): void;
  /** The command to write now, if any; it counts as written. */
  next(now: MonoMs): StreamCommand | null;
}

/** `electrodes`: an ECG is fitted. Its wave, the most that the module says, comes only while they are on a body. */
export function createStreams(electrodes: boolean): Streams {
  const seenAt = new Map<BerryPacket['type'], MonoMs>();
  const askedAt = new Map<StreamCommand, MonoMs>();
  let ecg: EcgParams | null = null;

  function wanted(now: MonoMs): readonly (StreamCommand | false)[] {
    const comes = (type: BerryPacket['type']) => now - (seenAt.get(type) ?? -Infinity) < ASK_AGAIN_MS;
    const known = comes('ecgParams') ? ecg : null;
    const onBody = known !== null && !known.leadOff;
    const ecgComes = comes('ecgParams') || comes('ecgWave');
    return [
      !comes('spo2') && 'spo2On',
      !comes('temp') && 'tempOn',
      !comes('spo2Wave') && 'spo2WaveOn',
      // Whatever another program left on.
      comes('respWave') && 'respWaveOff',
      !electrodes && ecgComes && 'ecgOff',
      electrodes && !comes('ecgParams') && 'ecgOn',
      electrodes && known !== null && known.gain !== GAIN && `ecgGain:${GAIN}`,
      electrodes && onBody && !comes('ecgWave') && 'ecgWaveOn',
      electrodes && known !== null && !onBody && comes('ecgWave') && 'ecgWaveOff',
    ];
  }

  return {
    seen(packet, at) {
      seenAt.set(packet.type, at);
      if (packet.type === 'ecgParams') ecg = packet;
    },
    next(now) {
      const due = wanted(now).find(
        (command) => command !== false && now - (askedAt.get(command) ?? -Infinity) >= ASK_AGAIN_MS,
      );
      if (due === undefined || due === false) return null;
      askedAt.set(due, now);
      return due;
    },
  };
}
