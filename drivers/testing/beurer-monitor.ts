/** A scripted Beurer monitor in PC mode for the driver's tests: it does what the test says, right or wrong. */
import type { Clock } from '../contract.ts';
import { padReport } from '../parts/hid-report.ts';

export const KD001 = 'Andon Blood Pressure Meter KD001';

/** The eight bytes of a record. `time`: year - 2000, month, day, hour, minute. */
export function beurerRecord(
  sys: number,
  dia: number,
  pulse: number,
  time: readonly [number, number, number, number, number],
  user: 1 | 2 = 1,
): Uint8Array {
  const [year, month, day, hour, minute] = time;
  return Uint8Array.of(sys - 25, dia - 25, pulse, month, day | (user === 2 ? 0x80 : 0), hour, minute, year);
}

export interface BeurerMonitor {
  /** In the monitor's order: newest of user 1 first, then user 2. */
  memory: Uint8Array[];
  mute: boolean;
  helloByte: number;
  name: string;
  /** Answers to a record that get lost. */
  loses: number;
  /** Records answered with one bit wrong. */
  damages: number;
  /** From a question to its answer. */
  answerMs: number;
  /** Instead of that, once, for a record. */
  lateMs: number | null;
  /** The cable is pulled right behind so many further answers. */
  pulledAfter: number;
  hears(bytes: Uint8Array): void;
}

export function createBeurerMonitor(
  build: 'hid' | 'serial',
  clock: Clock,
  feed: (bytes: Uint8Array) => void,
): BeurerMonitor {
  function put(bytes: readonly number[]): void {
    if (monitor.pulledAfter <= 0) return;
    monitor.pulledAfter -= 1;
    if (build === 'hid') feed(padReport(Uint8Array.from(bytes), 8, 0xf4));
    // As a slow line hands it on: not in one piece.
    else for (const byte of bytes) feed(Uint8Array.of(byte));
  }

  function say(bytes: readonly number[], ms = monitor.answerMs): void {
    if (ms === 0) put(bytes);
    else clock.after(ms, () => put(bytes));
  }

  function tell(index: number): void {
    if (monitor.loses > 0) {
      monitor.loses -= 1;
      return;
    }
    const record = monitor.memory[index - 1];
    const bytes = [...(record ?? [])];
    if (monitor.damages > 0) {
      monitor.damages -= 1;
      bytes[0] = (bytes[0] ?? 0) ^ 0x10;
    }
    const ms = monitor.lateMs ?? monitor.answerMs;
    monitor.lateMs = null;
    if (record === undefined) say([0xa9]);
    else say([...(build === 'serial' ? [0xac] : []), ...bytes], ms);
  }

  const monitor: BeurerMonitor = {
    memory: [],
    mute: false,
    helloByte: 0x55,
    name: KD001,
    loses: 0,
    damages: 0,
    answerMs: 0,
    lateMs: null,
    pulledAfter: Number.POSITIVE_INFINITY,
    hears([command = 0, parameter = 0]) {
      if (monitor.mute) return;
      const name = [...Buffer.from(monitor.name)];
      const part = (command - 0xa4) * 8;
      if (command === 0xaa) say([monitor.helloByte]);
      else if (command === 0xa2) say([monitor.memory.length]);
      else if (command === 0xa3) tell(parameter);
      else if (build === 'serial' && command === 0xa4) say(name);
      else if (build === 'hid' && part >= 0) say(name.slice(part, part + 8));
    },
  };
  return monitor;
}
