/** One picture a press, whichever layer the press came through. */
import type { MonoMs } from '../contract.ts';
import type { ButtonFrame, InputEvent } from './events.ts';

export const DEBOUNCE_MS = 300;
/** A device repeats what is held every 255 × 4 ms at the slowest (HID 1.11, 7.2.4). */
export const LONGEST_IDLE_MS = 1100;

/** A trigger that UVC names no key for. */
const BUTTON = 'BUTTON';

/** Keys and usages that count as the shutter; volume-up is what phone-style endoscopes send. */
const SHUTTER_KEYS: ReadonlySet<string> = new Set([
  BUTTON,
  'CAMERA',
  'ENTER',
  'SPACE',
  'PRINT_SCREEN',
  'VOLUME_UP',
  'SNAPSHOT',
]);

export interface ShutterState {
  readonly held: ReadonlySet<string>;
  readonly lastDownAt: MonoMs | null;
  /** Of the last report that tells what is held. */
  readonly lastReportAt: MonoMs | null;
  /** The kernel lost events: until the end of this batch, what comes is old. */
  readonly lost: boolean;
}

export const SHUTTER_AT_REST: ShutterState = {
  held: new Set(),
  lastDownAt: null,
  lastReportAt: null,
  lost: false,
};

type Change = Pick<ShutterState, 'held' | 'lost' | 'lastReportAt'> & { readonly down: boolean };

const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((key) => b.has(key));

/**
 * Reports tell what is held, not what changed. One that repeats itself does so within the longest idle time there is:
 * the same report behind a longer silence is a new press, whose release before got lost.
 */
function change(state: ShutterState, keys: readonly string[], at: MonoMs): Change {
  const held = new Set(keys);
  const idle = state.lastReportAt !== null && at - state.lastReportAt > LONGEST_IDLE_MS;
  const before = idle && alike(held, state.held) ? new Set<string>() : state.held;
  const down = keys.some((key) => SHUTTER_KEYS.has(key) && !before.has(key));
  return { held, lost: state.lost, lastReportAt: at, down };
}

/** The kernel calls a key that stays down repeated: a second "down" means that the "up" got lost. */
function changeByEvents(state: ShutterState, events: readonly InputEvent[]): Change {
  const { held, lastReportAt } = state;
  let { lost } = state;
  let down = false;
  for (const event of events) {
    if ('sync' in event) lost = event.dropped === true;
    else if ('key' in event && !lost) down ||= event.state === 'down' && SHUTTER_KEYS.has(event.key);
  }
  return { held, lost, lastReportAt, down };
}

function changeBy(state: ShutterState, frame: ButtonFrame, at: MonoMs): Change {
  switch (frame.layer) {
    case 'uvc-status':
      if (frame.event !== 'button') return { ...state, down: false };
      return change(state, frame.pressed ? [BUTTON] : [], at);
    case 'evdev':
      return changeByEvents(state, frame.events);
    case 'hid-keyboard':
      return change(state, frame.keys, at);
    case 'hid-consumer':
      return change(state, frame.usage === null ? [] : [frame.usage], at);
  }
}

/** `press`: take one picture now, unless one is being saved or the otoscope's page is not open. */
export function stepShutter(
  state: ShutterState,
  frame: ButtonFrame,
  at: MonoMs,
): { readonly state: ShutterState; readonly press: boolean } {
  const { down, ...now } = changeBy(state, frame, at);
  const bounced = state.lastDownAt !== null && at - state.lastDownAt < DEBOUNCE_MS;
  return {
    state: { ...now, lastDownAt: down ? at : state.lastDownAt },
    press: down && !bounced,
  };
}
