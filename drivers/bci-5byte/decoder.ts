/** Five-byte stream: bytes to frames, resynchronising on the next byte with bit 7 set. */
import { createFrameDecoder, type FrameDecoder, type Step } from '../parts/frames.ts';
import { scanMarked } from '../parts/marked-frames.ts';
import {
  type BciFrame,
  type BciLiveFrame,
  type BciProfile,
  FRAME_BYTES,
  isStart,
  isTriple,
  parseLength,
  parseLive,
  parseRecorded,
} from './frames.ts';

const MARKER = [0xf2, 0x80, 0x00] as const;
const MARKERS = 3;

function scanLive(profile: BciProfile): (buffer: Uint8Array, quiet: boolean) => Step<BciLiveFrame> {
  return scanMarked({ isStart, length: () => FRAME_BYTES, parse: (raw) => parseLive(raw, profile) });
}

/** The stream that runs by itself. A frame without exactly four bytes behind its start is dropped and counted. */
export function createBciDecoder(profile: BciProfile): FrameDecoder<BciLiveFrame> {
  return createFrameDecoder(scanLive(profile));
}

const isMarker = (bytes: Uint8Array) => MARKER.every((byte, i) => bytes[i] === byte);

/** Up to three markers and the length behind them. */
function scanHeader(buffer: Uint8Array): Step<BciFrame> {
  let at = 0;
  while (at < MARKERS * 3 && isMarker(buffer.subarray(at))) at += 3;
  const length = buffer.subarray(at, at + 3);
  if (length.length < 3) return { kind: 'more' };
  if (!isTriple(length)) return { kind: 'drop', length: at, frames: 1 };
  return { kind: 'take', length: at + 3, frame: parseLength(length) };
}

/**
 * Contec's answer to startDownload: live bytes, the header, then samples at 1 Hz. Kept apart from the live decoder,
 * in which a damaged frame could pass for a stored sample.
 */
export function createBciDownloadDecoder(): FrameDecoder<BciFrame> {
  const live = scanLive('contec');
  return createFrameDecoder<BciFrame>((buffer, quiet) => {
    const [first = 0, second = 0] = buffer;
    const ofDownload = first === MARKER[0] || (first & 0xfe) === 0xf0;
    if (!ofDownload || (buffer.length > 1 && second < 0x80)) return live(buffer, quiet);
    if (buffer.length < 3) return { kind: 'more' };
    if (isMarker(buffer)) return scanHeader(buffer);
    const triple = buffer.subarray(0, 3);
    if (first === MARKER[0] || !isTriple(triple)) return { kind: 'drop', length: 1, frames: 1 };
    return { kind: 'take', length: 3, frame: parseRecorded(triple) };
  });
}
