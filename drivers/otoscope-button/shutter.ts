/** One picture a press, whichever layer the press came through. */
import type { MonoMs } from '../contract.ts';
import type { ButtonFrame, InputEvent } from './events.ts';

export const DEBOUNCE_MS = 300;

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
  /** The kernel lost events: until the end of this batch, what comes is old. */
  readonly lost: boolean;
}

export const SHUTTER_AT_REST: ShutterState = { held: new Set(), lastDownAt: null, lost: false };

type Change = Pick<ShutterState, 'held' | 'lost'> & { readonly down: boolean };

/** HID reports tell what is held, not what changed. */
function change(state: ShutterState, now: readonly string[]): Change {
  const down = now.some((key) => SHUTTER_KEYS.has(key) && !state.held.has(key));
  return { held: new Set(now), lost: state.lost, down };
}

/** An "up" that was lost must not make the next press a second "down": SYN_DROPPED forgets what is held. */
function changeByEvents(state: ShutterState, events: readonly InputEvent[]): Change {
  const held = new Set(state.held);
  let { lost } = state;
  let down = false;
  for (const event of events) {
    if ('sync' in event) {
      lost = event.dropped === true;
      if (lost) held.clear();
    } else if ('key' in event && !lost && SHUTTER_KEYS.has(event.key)) {
      down ||= event.state === 'down' && !held.has(event.key);
      if (event.state === 'up') held.delete(event.key);
      else held.add(event.key);
    }
  }
  return { held, lost, down };
}

function changeBy(state: ShutterState, frame: ButtonFrame): Change {
  switch (frame.layer) {
    case 'uvc-status':
      return change(state, frame.event === 'button' ? (frame.pressed ? [BUTTON] : []) : [...state.held]);
    case 'evdev':
      return changeByEvents(state, frame.events);
    case 'hid-keyboard':
      return change(state, frame.keys);
    case 'hid-consumer':
      return change(state, frame.usage === null ? [] : [frame.usage]);
  }
}

/** `press`: take one picture now, unless one is being saved or the otoscope's page is not open. */
export function stepShutter(
  state: ShutterState,
  frame: ButtonFrame,
  at: MonoMs,
): { readonly state: ShutterState; readonly press: boolean } {
  const { held, lost, down } = changeBy(state, frame);
  const bounced = state.lastDownAt !== null && at - state.lastDownAt < DEBOUNCE_MS;
  return {
    state: { held, lost, lastDownAt: down ? at : state.lastDownAt },
    press: down && !bounced,
  };
}
