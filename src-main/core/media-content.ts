/** Whether bytes are what they are said to be, by what stands at their beginning. */
import type { Taken } from '../../state-machines/media.ts';

type Said = Pick<Taken, 'kind' | 'still' | 'clip'>;

/** ISO/IEC 15948 §5.2: signature, then IHDR with width and height. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PNG_SIZE_END = PNG.length + 8;

const isPng = (bytes: Buffer, { width, height }: NonNullable<Said['still']>): boolean =>
  bytes.length > PNG_SIZE_END &&
  bytes.subarray(0, PNG.length).equals(PNG) &&
  bytes.readUInt32BE(PNG.length) === width &&
  bytes.readUInt32BE(PNG.length + 4) === height;

/** Canonical WAVE: RIFF, its length, `fmt ` of 16 bytes, PCM, one channel, the rate that was said. */
const isWav = (bytes: Buffer, { sampleRate }: NonNullable<Said['clip']>): boolean =>
  bytes.length > 44 &&
  bytes.toString('latin1', 0, 4) === 'RIFF' &&
  bytes.readUInt32LE(4) === bytes.length - 8 &&
  bytes.toString('latin1', 8, 16) === 'WAVEfmt ' &&
  bytes.readUInt16LE(20) === 1 &&
  bytes.readUInt16LE(22) === 1 &&
  bytes.readUInt32LE(24) === sampleRate;

export function looksLike(said: Said, bytes: Buffer): boolean {
  if (said.kind === 'still') return said.still !== null && isPng(bytes, said.still);
  return said.clip !== null && isWav(bytes, said.clip);
}
