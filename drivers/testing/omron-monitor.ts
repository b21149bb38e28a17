/**
 * A scripted HEM-790IT for the driver's tests: it does what the test says, right or wrong. Bytes behind the count of
 * a report are left over from the one before, as in the recordings.
 */
import { xor } from '../parts/xor.ts';

/** The fourteen bytes between "OK" and the check byte. `time`: year - 2000, month, day, hour, minute, second. */
export function omronRecord(
  sys: number,
  dia: number,
  pulse: number,
  time: readonly [number, number, number, number, number, number],
): readonly number[] {
  return [0, ...time, 0, 0, sys, dia, pulse, 0, 0];
}

export interface OmronMonitor {
  /** By bank, newest first; null: it knows no such bank. */
  banks: [(readonly number[])[], (readonly number[])[] | null];
  version: string;
  mute: boolean;
  /** Answers "NO" to so many requests. */
  refuses: number;
  /** Clearings that are answered with 60 00 ... */
  busy: number;
  /** Requests whose answer has a wrong bit. */
  damages: number;
  /** Switched off: hears only a change of mode. */
  off: boolean;
  mode: string;
  hears(report: Uint8Array): void;
  hearsFeature(report: Uint8Array): void;
  says(bytes: readonly number[]): void;
}

const OK = [0x4f, 0x4b];
const NO = [0x4e, 0x4f];
const OFF = [...Buffer.from('OFF\r\n')];

export function createOmronMonitor(feed: (report: Uint8Array) => void): OmronMonitor {
  let heard: number[] = [];
  let last: readonly number[] = new Array<number>(8).fill(0);

  /** `data`: behind "OK"; the last byte makes the exclusive or of all 0. */
  const checked = (...data: number[]) => [...OK, ...data, xor(data)];

  function answerTo(letters: string, data: readonly number[]): readonly number[] | null {
    if (letters === 'VER' && data.length === 2) return checked(0, ...Buffer.from(monitor.version));
    if (letters === 'END' && data.length === 2) return OK;
    if (data.length < 5) return null;
    const bank = monitor.banks[data[1] === 0 ? 0 : 1];
    if (bank === null || monitor.mode !== '74bc') return NO;
    if (letters === 'GDC') return checked(0, 0, 0x10, 0, bank.length);
    const record = letters === 'GME' ? bank[data[3] ?? 0] : undefined;
    return record === undefined ? NO : checked(...record);
  }

  function obey(): void {
    const letters = String.fromCharCode(...heard.slice(0, 3));
    const answer = answerTo(letters, heard.slice(3));
    if (answer === null) return;
    heard = [];
    if (monitor.refuses > 0) {
      monitor.refuses -= 1;
      monitor.says(NO);
      return;
    }
    const bytes = [...answer];
    if (monitor.damages > 0) {
      monitor.damages -= 1;
      bytes[4] = (bytes[4] ?? 0) ^ 0x08;
    }
    monitor.says(bytes);
    if (letters !== 'END') return;
    monitor.says(OFF);
    monitor.off = true;
  }

  const monitor: OmronMonitor = {
    banks: [[], []],
    version: 'M7080IT 207',
    mute: false,
    refuses: 0,
    busy: 0,
    damages: 0,
    off: false,
    mode: '',
    hears([count = 0, ...rest]) {
      if (monitor.mute || monitor.off) return;
      const payload = rest.slice(0, count);
      if (heard.length === 0 && payload.every((byte) => byte === 0)) {
        if (count === 7) return;
        if (monitor.busy > 0) {
          monitor.busy -= 1;
          feed(Uint8Array.of(8, 0x60, 0, 0, 0, 0, 0, 0));
        } else monitor.says(OK);
        return;
      }
      heard.push(...payload);
      obey();
    },
    hearsFeature(report) {
      if (monitor.mute) return;
      Object.assign(monitor, { mode: Buffer.from(report).toString('hex'), off: false });
      heard = [];
      feed(new Uint8Array(8));
    },
    says(bytes) {
      for (let at = 0; at < bytes.length; at += 7) {
        const piece = bytes.slice(at, at + 7);
        last = [piece.length, ...piece, ...last.slice(1 + piece.length)];
        feed(Uint8Array.from(last));
      }
    },
  };
  return monitor;
}
