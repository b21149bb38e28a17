/** The snapshot button of a USB otoscope or dermatoscope, in the four forms in which it reaches a Linux machine. */

/** Camera with a hardware trigger, from its video-control interrupt endpoint. */
export type UvcStatus =
  | {
      readonly layer: 'uvc-status';
      readonly event: 'button';
      /** Number of the streaming interface. */
      readonly interface: number;
      readonly pressed: boolean;
    }
  | {
      readonly layer: 'uvc-status';
      readonly event: 'stream-error';
      readonly interface: number;
      /** As the camera numbers it. */
      readonly code: number;
    }
  /** A camera control changed by itself: never a press. */
  | {
      readonly layer: 'uvc-status';
      readonly event: 'control-change';
      readonly unit: number;
      readonly selector: number;
    };

export type KeyState = 'up' | 'down' | 'repeat';

export type InputEvent =
  | { readonly key: string; readonly state: KeyState }
  | {
      /** End of a batch. */
      readonly sync: true;
      /** The kernel lost events before this one: the state of every key is unknown. */
      readonly dropped?: true;
    }
  | { readonly kind: number; readonly code: number; readonly value: number };

/** The kernel's input device named after the camera. */
export interface EvdevEvents {
  readonly layer: 'evdev';
  readonly events: readonly InputEvent[];
}

export interface HidKeyboard {
  readonly layer: 'hid-keyboard';
  /** Keys held now; none = all released. */
  readonly keys: readonly string[];
}

export interface HidConsumer {
  readonly layer: 'hid-consumer';
  /** null = released. */
  readonly usage: string | null;
  readonly note: string;
}

export type ButtonFrame = UvcStatus | EvdevEvents | HidKeyboard | HidConsumer;

const hex = (value: number, digits: number) => `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;

/** USB Video Class 1.1 and 1.5, status packet: 4 bytes from a streaming interface, 5 or more from a control one. */
export function parseUvcStatus(packet: Uint8Array): UvcStatus | null {
  const [type = 0, originator = 0, event = 0, value = 0] = packet;
  const source = type & 0x0f;
  if (source === 2 && packet.length === 4) {
    if (event !== 0)
      return { layer: 'uvc-status', event: 'stream-error', interface: originator, code: event };
    return value > 1
      ? null
      : { layer: 'uvc-status', event: 'button', interface: originator, pressed: value === 1 };
  }
  if (source === 1 && packet.length >= 5 && event === 0) {
    return { layer: 'uvc-status', event: 'control-change', unit: originator, selector: value };
  }
  return null;
}

export const INPUT_EVENT_BYTES = 24;
const EV_SYN = 0;
const EV_KEY = 1;
const SYN_DROPPED = 3;
const KEY_STATES: readonly KeyState[] = ['up', 'down', 'repeat'];

/** Linux key codes that a camera's button was seen to send. */
const LINUX_KEYS: ReadonlyMap<number, string> = new Map([
  [28, 'ENTER'],
  [57, 'SPACE'],
  [99, 'PRINT_SCREEN'],
  [115, 'VOLUME_UP'],
  [212, 'CAMERA'],
]);

function parseInputEvent(record: Uint8Array): InputEvent | null {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const [kind, code, value] = [view.getUint16(16, true), view.getUint16(18, true), view.getInt32(20, true)];
  if (view.getBigUint64(8, true) > 999_999n) return null;
  if (kind === EV_SYN) return code === SYN_DROPPED ? { sync: true, dropped: true } : { sync: true };
  if (kind !== EV_KEY) return { kind, code, value };
  const state = KEY_STATES[value];
  return state === undefined ? null : { key: LINUX_KEYS.get(code) ?? `KEY_${code}`, state };
}

/** `records`: whole 24-byte records of a 64-bit system, as the kernel hands them out. null: one is none. */
export function parseInputEvents(records: Uint8Array): EvdevEvents | null {
  if (records.length === 0 || records.length % INPUT_EVENT_BYTES !== 0) return null;
  const events: InputEvent[] = [];
  for (let at = 0; at < records.length; at += INPUT_EVENT_BYTES) {
    const event = parseInputEvent(records.subarray(at, at + INPUT_EVENT_BYTES));
    if (event === null) return null;
    events.push(event);
  }
  return { layer: 'evdev', events };
}

/** HID usages of the keyboard page. */
const KEYBOARD: ReadonlyMap<number, string> = new Map([
  [0x28, 'ENTER'],
  [0x2c, 'SPACE'],
  [0x46, 'PRINT_SCREEN'],
  [0x80, 'VOLUME_UP'],
]);
/** 1 to 3: more keys than the report can hold, self-test failed, undefined: says nothing of any key. */
const FIRST_KEY = 4;

/** Boot keyboard report: modifiers, 0, six usages. */
export function parseKeyboardReport(report: Uint8Array): HidKeyboard | null {
  const usages = [...report.subarray(2)].filter((usage) => usage !== 0);
  if (report.length !== 8 || report[1] !== 0 || usages.some((usage) => usage < FIRST_KEY)) return null;
  return { layer: 'hid-keyboard', keys: usages.map((usage) => KEYBOARD.get(usage) ?? hex(usage, 2)) };
}

const CONSUMER: ReadonlyMap<number, string> = new Map([
  [0x65, 'SNAPSHOT'],
  [0xe9, 'VOLUME_UP'],
  [0xea, 'VOLUME_DOWN'],
]);

/** Report id, one 16-bit usage: the usual layout, but the report descriptor has the last word. */
export function parseConsumerReport(report: Uint8Array): HidConsumer | null {
  const [id = 0, low = 0, high = 0] = report;
  if (report.length !== 3 || id === 0) return null;
  const code = low | (high << 8);
  return {
    layer: 'hid-consumer',
    usage: code === 0 ? null : (CONSUMER.get(code) ?? hex(code, 4)),
    note: `report id ${id}, usage ${hex(code, 4)}`,
  };
}
