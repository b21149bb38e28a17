/** Some seconds of an audio input, sample for sample: no echo cancellation, no noise suppression, no codec. */
import type { CaptureFailure } from '../../../state-machines/media.ts';
import tapUrl from './clip-tap.ts?worker&url';
import { type ClipMeasure, encodeWav, measureClip } from './wav.ts';

export interface TakenClip {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly clip: ClipMeasure;
}

/** Beyond the clip itself: an input that gives fewer samples than it says has lost some. */
const SPARE_MS = 4000;
const USUAL_RATE = 48_000;

/** `signal` aborted: nobody wants it any more, and what was heard is dropped. */
export async function takeClip(
  track: MediaStreamTrack,
  forMs: number,
  signal: AbortSignal,
): Promise<TakenClip | CaptureFailure> {
  if (track.readyState !== 'live') return 'no-device';
  const sampleRate = track.getSettings().sampleRate ?? USUAL_RATE;
  const context = new AudioContext({ sampleRate });
  try {
    await context.audioWorklet.addModule(tapUrl);
    await context.resume();
    const samples = await collect(
      context,
      track,
      Math.round((forMs * sampleRate) / 1000),
      forMs + SPARE_MS,
      signal,
    );
    if (typeof samples === 'string') return samples;
    return { bytes: encodeWav(samples, sampleRate), clip: measureClip(samples, sampleRate) };
  } catch {
    return 'no-device';
  } finally {
    await context.close();
  }
}

function collect(
  context: AudioContext,
  track: MediaStreamTrack,
  count: number,
  withinMs: number,
  signal: AbortSignal,
): Promise<Float32Array | CaptureFailure> {
  const tap = new AudioWorkletNode(context, 'clip-tap', { channelCount: 1, channelCountMode: 'explicit' });
  const input = context.createMediaStreamSource(new MediaStream([track]));
  const samples = new Float32Array(count);
  let filled = 0;
  return new Promise<Float32Array | CaptureFailure>((resolve) => {
    const timer = setTimeout(() => over('took-too-long'), withinMs);
    const ended = () => over('no-device');
    const dropped = () => over('took-too-long');
    const over = (outcome: Float32Array | CaptureFailure) => {
      clearTimeout(timer);
      track.removeEventListener('ended', ended);
      signal.removeEventListener('abort', dropped);
      tap.port.onmessage = null;
      input.disconnect();
      tap.disconnect();
      resolve(outcome);
    };
    track.addEventListener('ended', ended);
    signal.addEventListener('abort', dropped);
    tap.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      samples.set(data.subarray(0, count - filled), filled);
      filled = Math.min(count, filled + data.length);
      if (filled === count) over(samples);
    };
    input.connect(tap);
    // A node that leads nowhere is not run; this one gives out silence.
    tap.connect(context.destination);
    if (signal.aborted) dropped();
  });
}
