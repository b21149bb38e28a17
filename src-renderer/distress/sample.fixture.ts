/** Frames and worker messages for tests. */
import { CAMERA_SIGNALS, type CameraSignal } from '../../state-machines/distress/vocabulary.ts';
import type { Frame, Landmark, Pose, SignalState, SignalStates } from './frame.ts';
import type { Seen } from './worker/messages.ts';

const QUIET: SignalState = { score: 0, startedAt: null, confirmedAt: null };

export function statesWith(over: Partial<Record<CameraSignal, SignalState>> = {}): SignalStates {
  const all = CAMERA_SIGNALS.map((signal) => [signal, over[signal] ?? QUIET]);
  return Object.fromEntries(all) as SignalStates;
}

export function seenAt(atMs: number, over: Partial<Seen> = {}): Seen {
  return { type: 'seen', n: 1, atMs, spentMs: 40, rate: 5, blind: [], states: statesWith(), ...over };
}

export function frameAt(atMs: number, over: Partial<Frame> = {}): Frame {
  return { atMs, width: 640, height: 360, brightness: 0.5, contrast: 0.2, poses: [], hands: null, ...over };
}

/** Everything in the middle, seen; `moved` by number. */
export function poseWith(moved: Readonly<Record<number, Partial<Landmark>>>): Pose {
  const middle: Landmark = { x: 0.5, y: 0.5, z: 0, visibility: 1 };
  return Array.from({ length: 33 }, (_, n) => ({ ...middle, ...moved[n] }));
}
