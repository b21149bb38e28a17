/** What the models saw in one picture, and what the rules make of it. Neither ever leaves the worker. */
import type { CameraSignal } from '../../state-machines/distress/vocabulary.ts';

/** Normalised to the frame, y downwards; multiply by width and height before taking an angle. */
export interface Landmark {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** 0 … 1; 1 where the model gives none (hands). */
  readonly visibility: number;
}

/** 33 landmarks in MediaPipe's pose order. */
export type Pose = readonly Landmark[];

/** 21 landmarks in MediaPipe's hand order. */
export interface Hand {
  readonly landmarks: readonly Landmark[];
  /** 0 … 1. */
  readonly score: number;
}

export interface Frame {
  /** Milliseconds, strictly increasing. */
  readonly atMs: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Mean luma, 0 … 1; null: not measured (landmark files). */
  readonly brightness: number | null;
  /** Standard deviation of luma, 0 … 0.5: a covered lens has next to none; null: not measured. */
  readonly contrast: number | null;
  readonly poses: readonly Pose[];
  /** Null: hands were not looked for in this frame. */
  readonly hands: readonly Hand[] | null;
}

/** One signal after a frame. */
export interface SignalState {
  /** 0 … 1, how far the rule is on its way. */
  readonly score: number;
  /** When the act under way began, in the frames' milliseconds; null: none. */
  readonly startedAt: number | null;
  /** When the rule was sure of it; null: not (yet). */
  readonly confirmedAt: number | null;
}

export type SignalStates = Readonly<Record<CameraSignal, SignalState>>;
