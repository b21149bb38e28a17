/** All rules over one camera's frames. Pure: time is what the frames say, and nothing leaves but the states. */
import { CAMERA_SIGNALS, type CameraSignal, type Room } from '../../../state-machines/distress/vocabulary.ts';
import type { Frame, SignalStates } from '../frame.ts';
import { createAbsence } from './absence.ts';
import { type ActState, QUIET } from './act.ts';
import { createFall } from './fall.ts';
import { createFloor } from './floor.ts';
import { createFollower } from './follow.ts';
import { createSignalForHelp } from './signal-for-help.ts';
import { createSlump } from './slump.ts';
import { createStillness } from './stillness.ts';

export interface WatcherOptions {
  /** Null: nobody taught it, so nobody is ever found on the floor. */
  readonly room: Room | null;
  /** Default: all. A file of hands alone says nothing about who is in view. */
  readonly signals?: readonly CameraSignal[];
}

export type ActStates = Readonly<Record<CameraSignal, ActState>>;

export interface Watcher {
  /** In the order of the frames; a frame that is not later than the last one changes nothing. */
  step(frame: Frame): ActStates & SignalStates;
}

const NOTHING: ActStates = {
  absence: QUIET,
  fall: QUIET,
  floor: QUIET,
  slump: QUIET,
  stillness: QUIET,
  'signal-for-help': QUIET,
};

export function createWatcher({ room, signals = CAMERA_SIGNALS }: WatcherOptions): Watcher {
  const follow = createFollower();
  const rules = {
    absence: createAbsence(),
    fall: createFall(),
    floor: createFloor(room),
    slump: createSlump(),
    stillness: createStillness(),
    hand: createSignalForHelp(),
  };
  let states = NOTHING;
  let lastAt = Number.NEGATIVE_INFINITY;

  return {
    step(frame) {
      if (!(frame.atMs > lastAt)) return states;
      lastAt = frame.atMs;
      const on = (signal: CameraSignal, look: () => ActState): ActState =>
        signals.includes(signal) ? look() : QUIET;
      const sight = follow(frame);
      const fall = on('fall', () => rules.fall(sight));
      // Who lies where he fell is neither absent nor newly on the floor: one act, one alert.
      const fallen = fall.confirmedAt !== null || (fall.startedAt !== null && sight.body === null);
      states = {
        fall,
        absence: on('absence', () => (fallen ? QUIET : rules.absence(frame, sight))),
        floor: on('floor', () => (fallen ? QUIET : rules.floor(sight))),
        slump: on('slump', () => (fallen ? QUIET : rules.slump(sight))),
        stillness: on('stillness', () => rules.stillness(sight)),
        'signal-for-help': on('signal-for-help', () => rules.hand(frame)),
      };
      return states;
    },
  };
}
