import { readFile } from 'node:fs/promises';
import type { DecodedInput, DeviceCodec } from '../../drivers/parts/device-codec.ts';
import { formatHex, parseHex, parseHexRecording } from '../../drivers/parts/hex.ts';
import { parseReportLog } from '../../drivers/parts/report-log.ts';
import { deviceCodecs } from './devices.ts';

export interface CodecIo {
  readonly input: AsyncIterable<string>;
  out(line: string): void;
  err(line: string): void;
}

const BAD_INPUT = 2;

function usage(): string {
  return `usage: codec <device> decode|encode [--file F]\n       codec --vectors FOLDER\ndevices: ${[...deviceCodecs.keys()].join(', ')}`;
}

/** One clean frame prints as itself; anything else as a stream. */
function decodedLine({ frames, discardedBytes, discardedFrames, about }: DecodedInput): string {
  const [only] = frames;
  if (frames.length === 1 && discardedBytes === 0 && discardedFrames === 0) return JSON.stringify(only);
  return JSON.stringify({ stream: true, frames, discardedBytes, discardedFrames, ...about });
}

function encodedLine(codec: DeviceCodec, line: string): { hex: string } | { error: string } {
  let command: unknown;
  try {
    command = JSON.parse(line);
  } catch {
    return { error: 'not JSON' };
  }
  const encoded = codec.encode(command);
  return 'error' in encoded ? encoded : { hex: formatHex(encoded.bytes) };
}

/** Each line on its own: a bad one is told on stderr and does not stop the others. */
async function convertLines(codec: DeviceCodec, decode: boolean, io: CodecIo): Promise<number> {
  let status = 0;
  let number = 0;
  const bad = (reason: string) => {
    io.err(`line ${number}: ${reason}`);
    status = BAD_INPUT;
  };
  for await (const line of io.input) {
    number += 1;
    if (line.trim() === '') continue;
    if (decode) {
      const bytes = parseHex(line);
      if (bytes === null) bad('not hex, or an odd number of digits');
      else io.out(decodedLine(codec.decode(bytes)));
    } else {
      const encoded = encodedLine(codec, line);
      if ('error' in encoded) bad(encoded.error);
      else io.out(encoded.hex);
    }
  }
  return status;
}

/** By the name: `.hex` a recording in hex, `.txt` a log of USB reports of which the received ones count, else bytes. */
function recordedBytes(file: string, content: Buffer): { bytes: Uint8Array } | { badLine: number } {
  if (file.endsWith('.hex')) return parseHexRecording(content.toString('utf8'));
  if (!file.endsWith('.txt')) return { bytes: content };
  const log = parseReportLog(content.toString('utf8'));
  return 'badLine' in log ? log : { bytes: Uint8Array.from(Buffer.concat(log.reports)) };
}

async function decodeFile(codec: DeviceCodec, file: string, io: CodecIo): Promise<number> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => error.code ?? 'unreadable');
  if (typeof content === 'string') {
    io.err(`${file}: cannot be read (${content})`);
    return BAD_INPUT;
  }
  const recording = recordedBytes(file, content);
  if ('badLine' in recording) {
    io.err(`${file}: line ${recording.badLine}: cannot be read as a recording`);
    return BAD_INPUT;
  }
  const { frames, discardedBytes, discardedFrames } = codec.decode(recording.bytes);
  for (const frame of frames) io.out(JSON.stringify(frame));
  if (discardedBytes > 0) io.err(`discarded ${discardedBytes} bytes, ${discardedFrames} broken frames`);
  return 0;
}

/** Returns the exit status: 0 done, 2 bad use or bad input. */
export async function runCodec(args: readonly string[], io: CodecIo): Promise<number> {
  const [device = '', action, ...rest] = args;
  const codec = deviceCodecs.get(device);
  const [flag, file] = rest;
  const wellFormed = rest.length === 0 || (rest.length === 2 && flag === '--file');
  if (codec === undefined || (action !== 'decode' && action !== 'encode') || !wellFormed) {
    if (device !== '' && codec === undefined) io.err(`unknown device ${JSON.stringify(device)}`);
    io.err(usage());
    return BAD_INPUT;
  }
  if (file === undefined) return convertLines(codec, action === 'decode', io);
  if (action === 'decode') return decodeFile(codec, file, io);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    io.err(`${file}: cannot be read`);
    return BAD_INPUT;
  }
  const lines = async function* () {
    yield* text.split('\n');
  };
  return convertLines(codec, false, { ...io, input: lines() });
}
