/** JPEG pictures one after the other, as Chromium's fake camera plays them: 30 a second. */
import type { TimedPicture } from './pictures.ts';

const FPS = 30;
const MARK = 0xff;
const START = 0xd8;
const END = 0xd9;

export const isMjpeg = (head: Uint8Array): boolean =>
  head[0] === MARK && head[1] === START && head[2] === MARK;

/** Where each picture begins and ends. */
export function jpegsIn(bytes: Uint8Array): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = bytes.indexOf(MARK); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(MARK, at + 1)) {
    if (bytes[at + 1] !== END) continue;
    const next = at + 2;
    const whole = next === bytes.length || (bytes[next] === MARK && bytes[next + 1] === START);
    if (!whole) continue;
    found.push({ start, end: next });
    start = next;
  }
  return found;
}

export async function* mjpegPictures(
  bytes: Uint8Array<ArrayBuffer>,
  sampleMs: number,
): AsyncGenerator<TimedPicture> {
  let due = 0;
  for (const [n, { start, end }] of jpegsIn(bytes).entries()) {
    const atMs = Math.round((n * 1000) / FPS);
    if (atMs < due) continue;
    due += sampleMs;
    const blob = new Blob([bytes.subarray(start, end)], { type: 'image/jpeg' });
    const picture = await createImageBitmap(blob).catch(() => {
      throw new Error(`picture ${n} is no JPEG`);
    });
    yield { atMs, picture };
  }
}
