/** Nonin formats 2 and 7: bytes to frames, frames to packets. */
import { type CheckedDecoder, createCheckedDecoder, type FrameError } from '../parts/checked-frames.ts';
import type { Framed } from '../parts/frames.ts';
import { createPacketAssembler } from './assembler.ts';
import { FORMAT_2_START, frameHead, type NoninFrame, parseFrame } from './frame.ts';
import type { NoninPacket } from './packet.ts';
import { type NoninReply, REPLY_BYTES, replyOf } from './reply.ts';

/** Each frame at once, for the wave; behind the 25th of a packet the packet itself, made of the same bytes. */
export type NoninItem = NoninFrame | NoninPacket | NoninReply;

export interface PacketLoss {
  readonly error: FrameError['error'] | 'frameLoss';
  readonly errorAtByte: number;
}

export interface NoninDecoder extends CheckedDecoder<NoninItem> {
  readonly losses: { readonly packets: number; readonly first: PacketLoss | null };
}

interface Placed {
  readonly at: number;
  readonly item: NoninFrame | NoninReply;
}

const STATUS_BYTES = Array.from({ length: 0x80 }, (_, i) => 0x80 | i);

export function createNoninDecoder(format: 2 | 7): NoninDecoder {
  const assembler = createPacketAssembler();
  let end = 0;
  let packets = 0;
  let loss: PacketLoss | null = null;

  const bytes = createCheckedDecoder<Placed>({
    starts: [...(format === 2 ? [FORMAT_2_START] : STATUS_BYTES), ...REPLY_BYTES],
    // Only right behind a frame is an answer's byte an answer.
    head: (buffer, inStep) =>
      replyOf(buffer[0]) === null ? frameHead(buffer, format, inStep) : inStep ? 1 : 'no',
    parse(wire, at) {
      const item = wire.length === 1 ? replyOf(wire[0]) : parseFrame(wire, format);
      return item === null ? null : { at, item };
    },
  });

  function lost(at: number): void {
    packets += 1;
    loss ??= { error: 'frameLoss', errorAtByte: at };
  }

  function assemble(found: readonly Framed<Placed>[]): Framed<NoninItem>[] {
    return found.flatMap(({ frame: { at, item }, raw }): Framed<NoninItem>[] => {
      if (at !== end) assembler.lose();
      end = at + raw.length;
      if (item.type === 'reply') return [{ frame: item, raw }];
      const added = assembler.add({ frame: item, raw });
      if (added === 'frameLoss') lost(at);
      const own = { frame: item, raw };
      return added === null || added === 'frameLoss' ? [own] : [own, added];
    });
  }

  return {
    push: (chunk) => assemble(bytes.push(chunk)),
    settle: () => assemble(bytes.settle()),
    finish: () => assemble(bytes.finish()),
    get discarded() {
      return bytes.discarded;
    },
    get losses() {
      const { first } = bytes.discarded;
      const byteFirst = first !== null && (loss === null || first.errorAtByte < loss.errorAtByte);
      return { packets, first: byteFirst ? first : loss };
    },
    reset() {
      bytes.reset();
      assembler.lose();
    },
  };
}
