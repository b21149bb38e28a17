/** One picture a press, whichever layer the press came through. */
import type { MonoMs } from '../contract.ts';
import type { ButtonFrame } from './events.ts';

export const DEBOUNCE_MS = 300;

/** Keys and usages that count as the shutter; volume-up is what phone-style endoscopes send. */
const SHUTTER_KEYS: ReadonlySet<string> = new Set([
  'CAMERA',
  'ENTER',
  'SPACE',
  'PRINT_SCREEN',
  'VOLUME_UP',
  'SNAPSHOT',
]);

export interface ShutterState {
  /** HID reports tell what is held, not what changed. */
  readonly held: ReadonlySet<string>;
  readonly lastDownAt: MonoMs | null;
}

export const SHUTTER_AT_REST: ShutterState = { held: new Set(), lastDownAt: null };

/** Goes down with this frame: not a repeat, not held before. */
function pressed({ held }: ShutterState, frame: ButtonFrame): boolean {
  switch (frame.layer) {
    case 'uvc-status':
      return frame.event === 'button' && frame.pressed && !held.has('BUTTON');
    case 'evdev':
      return frame.events.some(
        (event) => 'key' in event && event.state === 'down' && SHUTTER_KEYS.has(event.key),
      );
    case 'hid-keyboard':
      return frame.keys.some((key) => SHUTTER_KEYS.has(key) && !held.has(key));
    case 'hid-consumer':
      return frame.usage !== null && SHUTTER_KEYS.has(frame.usage) && !held.has(frame.usage);
  }
}

function heldAfter({ held }: ShutterState, frame: ButtonFrame): ReadonlySet<string> {
  switch (frame.layer) {
    case 'uvc-status':
      if (frame.event !== 'button') return held;
      return new Set(frame.pressed ? ['BUTTON'] : []);
    case 'evdev':
      return held;
    case 'hid-keyboard':
      return new Set(frame.keys);
    case 'hid-consumer':
      return new Set(frame.usage === null ? [] : [frame.usage]);
  }
}

/** `press`: take one picture now, unless one is being saved or the otoscope's page is not open. */
export function stepShutter(
  state: ShutterState,
  frame: ButtonFrame,
  at: MonoMs,
): { readonly state: ShutterState; readonly press: boolean } {
  const down = pressed(state, frame);
  const bounced = state.lastDownAt !== null && at - state.lastDownAt < DEBOUNCE_MS;
  return {
    state: { held: heldAfter(state, frame), lastDownAt: down ? at : state.lastDownAt },
    press: down && !bounced,
  };
}
