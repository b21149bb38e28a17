/** The `codec` command's view of this protocol. */
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DecodedInput, DeviceCodec } from '../parts/device-codec.ts';
import { decodeStream } from '../parts/whole-input.ts';
import { bciCommandSchema, encodeBciCommand } from './commands.ts';
import { createBciDecoder, createBciDownloadDecoder } from './decoder.ts';
import { type BciLiveFrame, type BciProfile, isTriple, parseLength } from './frames.ts';

const TWO_MARKERS = Buffer.from('f28000f28000', 'hex');

function isDownload(bytes: Uint8Array, live: DecodedInput): boolean {
  return live.frames.length === 0 || Buffer.from(bytes).includes(TWO_MARKERS);
}

function decodeContec(bytes: Uint8Array): DecodedInput {
  const live = decodeStream(createBciDecoder('contec'), bytes);
  if (!isDownload(bytes, live)) return live;
  const download = decodeStream(createBciDownloadDecoder(), bytes);
  if (download.frames.length > 0) return download;
  if (bytes.length === 3 && isTriple(bytes) && bytes[0] !== 0xf2) {
    return { frames: [parseLength(bytes)], discardedBytes: 0, discardedFrames: 0 };
  }
  return live;
}

const decode = (profile: BciProfile, bytes: Uint8Array): DecodedInput => ({
  ...(profile === 'contec' ? decodeContec(bytes) : decodeStream(createBciDecoder('berry'), bytes)),
  about: { profile },
});

/** With the dialect named, as whoever knows the product does. */
export function bciCodec(profile: BciProfile): DeviceCodec {
  return {
    decode: (bytes) => decode(profile, bytes),
    encode: commandEncoder(bciCommandSchema, encodeBciCommand),
  };
}

/** Berry's documented way to say "nothing there": both flags beside both sentinels. Contec sets one flag. */
function saysNothingAsBerry(frame: BciLiveFrame): boolean {
  if (frame.profile !== 'berry' || frame.pulseRate !== null || frame.spo2 !== null) return false;
  return frame.noSignal && frame.noFinger;
}

/**
 * With the dialect unknown. The bits are the same, so each live frame carries the flags under both dialects' names;
 * `profile` is a guess from the frames without a finger, Contec if there is none. Not for a driver.
 */
export const bciCodecOfUnknownDialect: DeviceCodec = {
  decode(bytes) {
    const contec = decode('contec', bytes);
    const berry = decodeStream(createBciDecoder('berry'), bytes);
    if (berry.frames.length === 0 || berry.frames.length !== contec.frames.length) return contec;
    const profile: BciProfile = berry.frames.some(saysNothingAsBerry) ? 'berry' : 'contec';
    const frames = contec.frames.map((frame, i) => ({ ...frame, ...berry.frames[i], profile }));
    return { ...contec, frames, about: { profile } };
  },
  encode: commandEncoder(bciCommandSchema, encodeBciCommand),
};
