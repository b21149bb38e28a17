/** Plays the test tone and listens whether the microphone hears it. */
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import { chosen } from './chosen.ts';

const TONE_HZ = 880;
const TONE_MS = 2000;
const ROOM_MS = 700;
const LOOK_MS = 50;
const FADE_S = 0.05;
const LOUDNESS = 0.5;
const FFT_SIZE = 8192;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** What the picture of a call may mend must not be mended here: the tone itself would be taken for echo. */
const RAW: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/**
 * dB of the tone above the room, at the microphone that the cabinet speaks through; null: there is no microphone, or no
 * sound at all.
 */
export async function playTone(
  devices: MediaDevices | undefined,
  labels: MediaLabels,
): Promise<number | null> {
  const context = new AudioContext();
  const device = await chosen(devices, labels, 'voice');
  const audio = device === true ? RAW : { ...RAW, ...device };
  const stream = await devices?.getUserMedia({ audio }).catch(() => null);
  try {
    const listener = stream ? listenTo(context, stream) : null;
    const room = listener ? await loudest(listener, ROOM_MS) : null;
    const gain = context.createGain();
    gain.connect(context.destination);
    const tone = context.createOscillator();
    tone.frequency.value = TONE_HZ;
    tone.connect(gain);
    const from = context.currentTime;
    const until = from + TONE_MS / 1000;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + FADE_S);
    gain.gain.setValueAtTime(LOUDNESS, until - FADE_S);
    gain.gain.linearRampToValueAtTime(0, until);
    tone.start(from);
    tone.stop(until);
    if (listener === null || room === null) {
      await pause(TONE_MS);
      return null;
    }
    const heard = await loudest(listener, TONE_MS);
    return Number.isFinite(heard) && Number.isFinite(room) ? heard - room : null;
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
    await context.close();
  }
}

function listenTo(context: AudioContext, stream: MediaStream): () => number {
  const analyser = context.createAnalyser();
  analyser.fftSize = FFT_SIZE;
  analyser.smoothingTimeConstant = 0;
  context.createMediaStreamSource(stream).connect(analyser);
  const levels = new Float32Array(analyser.frequencyBinCount);
  const bin = Math.round((TONE_HZ * FFT_SIZE) / context.sampleRate);
  return () => {
    analyser.getFloatFrequencyData(levels);
    return Math.max(levels[bin - 1] ?? -Infinity, levels[bin] ?? -Infinity, levels[bin + 1] ?? -Infinity);
  };
}

/** dB at the tone's pitch. */
async function loudest(level: () => number, ms: number): Promise<number> {
  const end = performance.now() + ms;
  let most = Number.NEGATIVE_INFINITY;
  while (performance.now() < end) {
    most = Math.max(most, level());
    await pause(LOOK_MS);
  }
  return most;
}
