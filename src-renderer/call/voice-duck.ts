import type { Clock } from './clock.ts';

/** RTCRtpSynchronizationSource.audioLevel is linear, 1.0 = 0 dBov (W3C WebRTC 1.0, §5.3.3). */
export interface VoiceGateTimes {
  readonly openDb: number;
  readonly closeDb: number;
  /** A pause between two words is not the end of the sentence. */
  readonly holdMs: number;
}
export const VOICE_GATE: VoiceGateTimes = { openDb: -42, closeDb: -50, holdMs: 800 };

export interface VoiceGate {
  readonly speaking: boolean;
  readonly lastLoud: number;
}
export const QUIET: VoiceGate = { speaking: false, lastLoud: Number.NEGATIVE_INFINITY };

/** `level` linear 0..1, `now` ms. */
export function gateVoice(gate: VoiceGate, level: number, now: number, times = VOICE_GATE): VoiceGate {
  const db = level > 0 ? 20 * Math.log10(level) : Number.NEGATIVE_INFINITY;
  const lastLoud = db >= (gate.speaking ? times.closeDb : times.openDb) ? now : gate.lastLoud;
  return { speaking: now - lastLoud <= times.holdMs, lastLoud };
}

const POLL_MS = 60;
/** No new packet for this long says nothing about now: the sender fell silent or the link is cut. */
const PACKET_MS = 300;

/** Calls back on each change. The receiver's sound must be played somewhere: levels are measured at playout. */
export function watchVoice(
  receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'>,
  onSpeaking: (speaking: boolean) => void,
  clock: Clock,
): () => void {
  let gate = QUIET;
  let packet = { timestamp: Number.NaN, seenAt: clock.now() };
  const stop = clock.every(POLL_MS, () => {
    const source = receiver.getSynchronizationSources()[0];
    const now = clock.now();
    // Browsers differ in the origin of this timestamp; only its change is used.
    if (source && source.timestamp !== packet.timestamp)
      packet = { timestamp: source.timestamp, seenAt: now };
    const recent = source !== undefined && now - packet.seenAt <= PACKET_MS;
    const next = gateVoice(gate, recent ? (source.audioLevel ?? 0) : 0, now);
    const changed = next.speaking !== gate.speaking;
    gate = next;
    if (changed) onSpeaking(gate.speaking);
  });
  return () => {
    stop();
    if (gate.speaking) onSpeaking(false);
  };
}
