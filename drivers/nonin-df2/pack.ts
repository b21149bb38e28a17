/** Nonin formats 2 and 7 from the instrument's side: what a virtual one sends. */
import { sum8 } from '../parts/checksums.ts';
import { FRAMES } from './packet.ts';

export function packFrame(format: 2 | 7, status: number, pleth: number, value: number): Uint8Array {
  const body = format === 2 ? [0x01, status, pleth & 0xff, value] : [status, pleth >> 8, pleth & 0xff, value];
  return Uint8Array.from([...body, sum8(body)]);
}

/** `values`: by the manual's frame numbers, from 1; the others are 0. `status`: of every frame, sync is added. */
export function packPacket(
  format: 2 | 7,
  values: Readonly<Record<number, number>>,
  status = 0x80,
  pleth = 0,
): Uint8Array {
  const frames = Array.from({ length: FRAMES }, (_, i) =>
    packFrame(format, i === 0 ? status | 1 : status, pleth, values[i + 1] ?? 0),
  );
  return Uint8Array.from(Buffer.concat(frames));
}
