/** Beurer's two builds as one line of questions and answers. */
import type { Clock, HidLink, Link } from '../contract.ts';
import type { LineSession, LineSessionOptions } from '../parts/line-session.ts';
import { createLineSession } from '../parts/line-session.ts';
import { createReportSession, oneFrame } from '../parts/report-session.ts';
import { type BeurerCommand, encodeBeurerCommand } from './commands.ts';
import { type BeurerQuestion, type BeurerReply, parseReply } from './replies.ts';
import { createBeurerSerialDecoder } from './serial-decoder.ts';

/** About one second of a full 4800 baud line. */
const GARBAGE_BYTES = 480;

export interface BeurerLine {
  readonly session: LineSession<BeurerReply>;
  /** What comes next answers that, and only once. */
  expect(question: BeurerQuestion): void;
  encode(command: BeurerCommand): Uint8Array;
  /** How many answers in a row must be the same: a serial line has no check, USB has its own. */
  readonly sameAnswers: 1 | 2;
  /** Questions that the whole identifier takes. */
  readonly identifierParts: 1 | 4;
}

export interface BeurerLineParts extends Pick<LineSessionOptions<BeurerReply>, 'emit' | 'onFrame'> {
  readonly clock: Clock;
}

export function hidLine(link: HidLink, parts: BeurerLineParts): BeurerLine {
  let question: BeurerQuestion | null = null;
  const parse = (report: Uint8Array) => {
    const reply = question === null ? null : parseReply(report, question);
    if (reply !== null) question = null;
    return reply;
  };
  return {
    session: createReportSession({ ...parts, link, garbageBytes: GARBAGE_BYTES, parse: oneFrame(parse) }),
    expect(next) {
      question = next;
    },
    encode: encodeBeurerCommand,
    sameAnswers: 1,
    identifierParts: 4,
  };
}

export function serialLine(link: Link, parts: BeurerLineParts): BeurerLine {
  const decoder = createBeurerSerialDecoder();
  return {
    session: createLineSession({ ...parts, link, garbageBytes: GARBAGE_BYTES, decoder }),
    expect: decoder.ask,
    encode: (command) => encodeBeurerCommand({ ...command, transport: 'serial' }),
    sameAnswers: 2,
    identifierParts: 1,
  };
}
