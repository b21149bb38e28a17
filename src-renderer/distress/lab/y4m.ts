/** YUV4MPEG2: a line of text, then uncompressed pictures, each behind a line `FRAME`. */
import type { TimedPicture } from './pictures.ts';

const MAGIC = 'YUV4MPEG2 ';
const NEWLINE = 10;

const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
export const isY4m = (head: Uint8Array): boolean => text(head).startsWith(MAGIC);

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly format: 'I420' | 'I422' | 'I444';
  readonly pictureBytes: number;
}

/** @throws for a header it cannot read, or colours it does not know. */
export function readHeader(line: string): Layout {
  const field = (letter: string) =>
    line
      .split(' ')
      .slice(1)
      .find((part) => part.startsWith(letter))
      ?.slice(1);
  const [width, height] = [Number(field('W')), Number(field('H'))];
  const [over = 0, under = 0] = (field('F') ?? '').split(':').map(Number);
  const colours = field('C') ?? '420';
  const format = /^420(jpeg|mpeg2|paldv)?$/.test(colours)
    ? 'I420'
    : colours === '422'
      ? 'I422'
      : colours === '444'
        ? 'I444'
        : null;
  if (!(width > 0 && height > 0 && over > 0 && under > 0)) throw new Error('a y4m without size or rate');
  if (format === null) throw new Error(`a y4m with colours ${colours}: 420, 422 and 444 are read`);
  const chroma =
    format === 'I444'
      ? width * height
      : Math.ceil(width / 2) * (format === 'I420' ? Math.ceil(height / 2) : height);
  return { width, height, fps: over / under, format, pictureBytes: width * height + 2 * chroma };
}

export async function* y4mPictures(bytes: Uint8Array, sampleMs: number): AsyncGenerator<TimedPicture> {
  let at = bytes.indexOf(NEWLINE) + 1;
  const { width, height, fps, format, pictureBytes } = readHeader(text(bytes.subarray(0, at - 1)));
  let due = 0;
  for (let n = 0; at < bytes.length; n += 1) {
    const start = bytes.indexOf(NEWLINE, at) + 1;
    if (start === 0 || !text(bytes.subarray(at, at + 5)).startsWith('FRAME'))
      throw new Error(`y4m: no picture ${n}`);
    at = start + pictureBytes;
    if (at > bytes.length) throw new Error(`y4m: picture ${n} is cut short`);
    const atMs = Math.round((n * 1000) / fps);
    if (atMs < due) continue;
    due += sampleMs;
    const picture = new VideoFrame(bytes.subarray(start, at), {
      format,
      codedWidth: width,
      codedHeight: height,
      timestamp: atMs * 1000,
    });
    yield { atMs, picture };
  }
}
