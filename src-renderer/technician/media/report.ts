/** What this page has of camera, microphone and speaker: listed, allowed, running, alive. */
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { MediaReport, MediaTrackReport } from '../../../src-main/api/selftest-protocol.ts';
import { chosen } from './chosen.ts';

const PICTURE_MS = 4000;
const SOUND_MS = 2500;
const LOOK_MS = 50;
const OPEN_MS = 6000;
/** Even a silent room makes a microphone move this much; what is switched off gives exact zeros. */
const STILL = 1e-6;

type Kind = 'videoinput' | 'audioinput';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function sees(probe: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    if (probe()) return true;
    await pause(LOOK_MS);
  }
  return probe();
}

/** Never rejects. `devices` undefined: the page is not in a secure context. */
export async function reportMedia(
  devices: MediaDevices | undefined,
  labels: MediaLabels,
): Promise<MediaReport> {
  const video = await chosen(devices, labels, 'face');
  const camera = await trackReport(devices, 'videoinput', { video }, showsPictures);
  const audio = await chosen(devices, labels, 'voice');
  const microphone = await trackReport(devices, 'audioinput', { audio }, hearsRoom);
  // Names and speakers are told only after a microphone was allowed.
  const list = await listed(devices);
  const speakers = list.filter(({ kind }) => kind === 'audiooutput');
  return { camera, microphone, speaker: { devices: speakers.length, label: labelOf(speakers[0]?.label) } };
}

const labelOf = (label: string | undefined): string => (label ?? '').slice(0, 200);
const listed = async (devices: MediaDevices | undefined): Promise<readonly MediaDeviceInfo[]> =>
  (await devices?.enumerateDevices().catch(() => [])) ?? [];

async function trackReport(
  devices: MediaDevices | undefined,
  kind: Kind,
  constraints: MediaStreamConstraints,
  alive: (stream: MediaStream) => Promise<boolean>,
): Promise<MediaTrackReport> {
  const count = async () => (await listed(devices)).filter((each) => each.kind === kind).length;
  const opened = await open(devices, constraints);
  if (typeof opened === 'string') return { devices: await count(), state: opened, label: '', alive: false };
  const [track] = opened.getTracks();
  try {
    const lives = await alive(opened);
    const state = track?.readyState !== 'live' ? 'ended' : track.muted ? 'muted' : 'live';
    return { devices: await count(), state, label: labelOf(track?.label), alive: lives };
  } finally {
    for (const each of opened.getTracks()) each.stop();
  }
}

async function open(
  devices: MediaDevices | undefined,
  constraints: MediaStreamConstraints,
): Promise<MediaStream | 'no-device' | 'not-allowed' | 'failed'> {
  if (devices === undefined) return 'not-allowed';
  let late = false;
  const asked = devices.getUserMedia(constraints).then((stream) => {
    if (late) for (const track of stream.getTracks()) track.stop();
    return stream;
  });
  try {
    const opened = await Promise.race([asked, pause(OPEN_MS).then(() => null)]);
    late = opened === null;
    return opened ?? 'failed';
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-device';
    return name === 'NotAllowedError' || name === 'SecurityError' ? 'not-allowed' : 'failed';
  }
}

async function showsPictures(stream: MediaStream): Promise<boolean> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  try {
    // It plays once a picture comes: of a dark camera never.
    void video.play().catch(() => undefined);
    return await sees(() => video.videoWidth > 0 && video.currentTime > 0, PICTURE_MS);
  } finally {
    video.srcObject = null;
  }
}

async function hearsRoom(stream: MediaStream): Promise<boolean> {
  const context = new AudioContext();
  try {
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const moves = () => {
      analyser.getFloatTimeDomainData(samples);
      return samples.some((sample) => Math.abs(sample) > STILL);
    };
    // Nobody has touched the page yet, so it may not run sound: then the track's own word has to do.
    return context.state === 'suspended' || (await sees(moves, SOUND_MS));
  } finally {
    await context.close();
  }
}
