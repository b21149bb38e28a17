/** For each model of the registry: how its driver makes frames of what the line delivers. For the bench and the drill. */
import { createBciDecoder } from '../../drivers/bci-5byte/decoder.ts';
import { createBerryDecoder } from '../../drivers/berry-pm6750/decoder.ts';
import {
  REPORT_BYTES as BEURER_REPORT_BYTES,
  type BeurerQuestion,
  parseReply,
  RECORD_BYTES,
  SERIAL_RECORD,
} from '../../drivers/beurer-bm-hid/replies.ts';
import { createBeurerSerialDecoder } from '../../drivers/beurer-bm-hid/serial-decoder.ts';
import { REPORT_BYTES as CONTEC_REPORT_BYTES } from '../../drivers/contec-hid-28e9/messages.ts';
import { parseReport } from '../../drivers/contec-hid-28e9/report.ts';
import { createContecDecoder } from '../../drivers/contec-v7-serial/decoder.ts';
import { parseScaleReport, REPORT_BYTES as SCALE_REPORT_BYTES } from '../../drivers/hid-scale/report.ts';
import { createNibp2020Decoder } from '../../drivers/nibp2020/decoder.ts';
import { createNoninDecoder } from '../../drivers/nonin-df2/decoder.ts';
import {
  createOmronAssembler,
  REPORT_BYTES as OMRON_REPORT_BYTES,
} from '../../drivers/omron-hem790it-hid/assembler.ts';
import { createEvdevDecoder } from '../../drivers/otoscope-button/evdev-decoder.ts';
import { INPUT_EVENT_BYTES, parseKeyboardReport } from '../../drivers/otoscope-button/events.ts';
import type { FrameDecoder } from '../../drivers/parts/frames.ts';
import { oneFrame, type ParsedReport } from '../../drivers/parts/report-session.ts';
import { createSuntechDecoder } from '../../drivers/suntech-advantage/decoder.ts';
import { createSuretempDecoder } from '../../drivers/suretemp-plus/decoder.ts';

export interface LineDecoder {
  /** A piece as the line delivers it, with silence behind it; how many frames came of it. */
  push(piece: Uint8Array): number;
  /** The input is over; how many frames that made. */
  finish(): number;
  readonly discardedBytes: number;
}

export interface DriverDecoder {
  /** In `deviceCodecs`. */
  readonly codec: string;
  /** The line delivers whole messages of this size only. */
  readonly messageBytes?: number;
  /** Of what the instrument says, where the meaning of the rest hangs on the question: the bulk of it. */
  readonly takes?: (piece: Uint8Array) => boolean;
  create(): LineDecoder;
}

function overStream<F>(create: () => FrameDecoder<F>, ask: (decoder: FrameDecoder<F>) => void = () => {}) {
  return (): LineDecoder => {
    const decoder = create();
    return {
      push(piece) {
        ask(decoder);
        return decoder.push(piece).length + decoder.settle().length;
      },
      finish: () => decoder.finish().length,
      get discardedBytes() {
        return decoder.discarded.bytes;
      },
    };
  };
}

function overReports<F>(parse: (report: Uint8Array) => ParsedReport<F>) {
  return (): LineDecoder => {
    let discardedBytes = 0;
    return {
      push(report) {
        const parsed = parse(report);
        discardedBytes += parsed.discardedBytes;
        return parsed.frames.length;
      },
      finish: () => 0,
      get discardedBytes() {
        return discardedBytes;
      },
    };
  };
}

function overOmron(): LineDecoder {
  const assembler = createOmronAssembler();
  return {
    push: (report) => assembler.push(report).length,
    finish: () => assembler.settle().length,
    get discardedBytes() {
      return assembler.discarded.bytes;
    },
  };
}

/** Any record of a full memory. */
const RECORD: BeurerQuestion = { asked: 'record', index: 1, count: 60 };

function beurerSerial(): LineDecoder {
  const decoder = createBeurerSerialDecoder();
  return overStream(
    () => decoder,
    () => decoder.ask(RECORD),
  )();
}

/** By the model's id. */
export const driverDecoders: ReadonlyMap<string, DriverDecoder> = new Map<string, DriverDecoder>([
  ['suntech-advantage', { codec: 'suntech-advantage', create: overStream(createSuntechDecoder) }],
  ['nibp2020', { codec: 'nibp2020', create: overStream(createNibp2020Decoder) }],
  ['contec-v7-serial', { codec: 'contec-v7-serial', create: overStream(createContecDecoder) }],
  ['nonin-df2', { codec: 'nonin-df2', create: overStream(() => createNoninDecoder(2)) }],
  ['suretemp-plus', { codec: 'suretemp-plus', create: overStream(createSuretempDecoder) }],
  ['berry-pm6750', { codec: 'berry-pm6750', create: overStream(createBerryDecoder) }],
  [
    'contec-hid-28e9',
    { codec: 'contec-hid-28e9', messageBytes: CONTEC_REPORT_BYTES, create: overReports(parseReport) },
  ],
  ['bci-5byte', { codec: 'bci-5byte/contec', create: overStream(() => createBciDecoder('contec')) }],
  ['bci-5byte-berry', { codec: 'bci-5byte/berry', create: overStream(() => createBciDecoder('berry')) }],
  [
    'beurer-bm-hid',
    {
      codec: 'beurer-bm-hid',
      messageBytes: BEURER_REPORT_BYTES,
      takes: (report) => parseReply(report, RECORD)?.type === 'record',
      create: overReports(oneFrame((report) => parseReply(report, RECORD))),
    },
  ],
  [
    'beurer-bm-serial',
    {
      codec: 'beurer-bm-hid',
      takes: (piece) => piece.length === RECORD_BYTES + 1 && piece[0] === SERIAL_RECORD,
      create: beurerSerial,
    },
  ],
  [
    'omron-hem790it-hid',
    { codec: 'omron-hem790it-hid', messageBytes: OMRON_REPORT_BYTES, create: overOmron },
  ],
  [
    'hid-scale',
    {
      codec: 'hid-scale',
      messageBytes: SCALE_REPORT_BYTES,
      create: overReports(oneFrame(parseScaleReport)),
    },
  ],
  [
    'otoscope-button',
    { codec: 'otoscope-button', messageBytes: INPUT_EVENT_BYTES, create: overStream(createEvdevDecoder) },
  ],
  [
    'otoscope-button-hid',
    { codec: 'otoscope-button', messageBytes: 8, create: overReports(oneFrame(parseKeyboardReport)) },
  ],
]);
