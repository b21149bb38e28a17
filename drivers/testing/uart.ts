/** What a receiver hears of bytes that were sent with other line settings: bits on a wire, sampled too early or late. */
import type { SerialSettings } from '../contract.ts';

const IDLE_BITS = 20;

/** Levels of the line, one a bit time of the sender, idle before and after. */
function wireOf(bytes: Uint8Array, { dataBits, parity, stopBits }: SerialSettings): number[] {
  const wire: number[] = new Array<number>(IDLE_BITS).fill(1);
  for (const byte of bytes) {
    const data = Array.from({ length: dataBits }, (_, i) => (byte >> i) & 1);
    const odd = data.reduce((sum, bit) => sum ^ bit, 0);
    const check = parity === 'none' ? [] : [parity === 'even' ? odd : odd ^ 1];
    wire.push(0, ...data, ...check, ...new Array<number>(stopBits).fill(1));
  }
  return [...wire, ...new Array<number>(IDLE_BITS).fill(1)];
}

/**
 * `bytes`: sent back to back. A receiver that minds neither parity nor a missing stop bit: it hands on everything, the
 * worst case.
 */
export function heardAs(bytes: Uint8Array, from: SerialSettings, to: SerialSettings): Uint8Array {
  const wire = wireOf(bytes, from);
  const bitTime = from.baudRate / to.baudRate;
  const level = (time: number) => wire[Math.floor(time)] ?? 1;
  const heard: number[] = [];
  let time = 0;
  while (time < wire.length) {
    const atStart = level(time) === 0 && level(time + bitTime / 2) === 0;
    if (!atStart) {
      // Receivers look sixteen times a bit.
      time += Math.min(bitTime, 1) / 16;
      continue;
    }
    let byte = 0;
    for (let i = 0; i < to.dataBits; i += 1) byte |= level(time + (1.5 + i) * bitTime) << i;
    heard.push(byte);
    const frameBits = 1 + to.dataBits + (to.parity === 'none' ? 0 : 1) + 0.5;
    time += frameBits * bitTime;
  }
  return Uint8Array.from(heard);
}
