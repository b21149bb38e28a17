/** Page ⇄ watch worker. Pictures go in; states come out, never a picture, a crop or a landmark. */
import type { BlindReason, Room } from '../../../state-machines/distress/vocabulary.ts';
import type { SignalStates } from '../frame.ts';

export type Picture = VideoFrame | ImageBitmap;

export type ToWorker =
  | {
      readonly type: 'start';
      /** Folder of the models, ends with a slash. */
      readonly models: string;
      readonly room: Room | null;
    }
  /** Transferred; the worker closes it. One at a time: the next one after `seen`. */
  | { readonly type: 'picture'; readonly atMs: number; readonly picture: Picture };

export type CannotWatch = Extract<BlindReason, 'no-webgl2' | 'models-damaged'>;

/** What one picture said. Times are the pictures' own milliseconds. */
export interface Seen<States extends SignalStates = SignalStates> {
  readonly type: 'seen';
  readonly n: number;
  readonly atMs: number;
  /** How long it took, milliseconds. */
  readonly spentMs: number;
  /** Pictures a second over the last seconds. */
  readonly rate: number;
  readonly blind: readonly BlindReason[];
  readonly states: States;
}

export type FromWorker<States extends SignalStates = SignalStates> =
  | { readonly type: 'ready'; readonly models: string }
  /** It will not watch: no use in starting it again now. */
  | { readonly type: 'cannot'; readonly reason: CannotWatch }
  | Seen<States>;
