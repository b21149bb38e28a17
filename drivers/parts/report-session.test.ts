import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { DriverEvent } from '../contract.ts';
import { createFakeHidLink } from '../testing/fake-hid-link.ts';
import { ask } from './ask.ts';
import { createReportSession, oneFrame } from './report-session.ts';

interface Text {
  readonly text: string;
}

/** Reports of three bytes that start with 1. */
const parse = (report: Uint8Array): Text | null =>
  report.length === 3 && report[0] === 1 ? { text: Buffer.from(report).toString('hex') } : null;

function setUp() {
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  const heard: [Text, string, number][] = [];
  const line = createFakeHidLink(clock);
  const session = createReportSession<Text>({
    link: line.link,
    clock,
    parse: oneFrame(parse),
    garbageBytes: 12,
    emit: (event) => events.push(event),
    onFrame: ({ frame, raw }, at) => heard.push([frame, Buffer.from(raw).toString('hex'), at]),
  });
  return { clock, events, heard, line, session, abort: new AbortController() };
}

describe('report session', () => {
  it('takes each report by itself, with its bytes and its moment', async () => {
    const b = setUp();
    b.line.feed(Uint8Array.of(1, 2));
    b.line.feed(Uint8Array.of(3));
    b.line.feed(Uint8Array.of(1, 2, 3));
    expect(b.heard).toEqual([[{ text: '010203' }, '010203', b.clock.now()]]);
    await b.session.close();
  });

  it('asks as a line does, and sends feature reports', async () => {
    const b = setUp();
    const isText = (frame: Text): frame is Text => frame.text !== '';
    const question = { bytes: Uint8Array.of(7), what: 'hello', isAnswer: isText };
    const answered = ask(b.session, question, 100, 2, b.abort.signal);
    await b.clock.advance(150);
    b.line.feed(Uint8Array.of(1, 0, 0));
    expect(await answered).toEqual({ text: '010000' });
    await b.session.sendFeature(Uint8Array.of(0x74, 0xbc), 'mode');
    expect([b.line.sent, b.line.features]).toEqual([['07', '07'], ['74bc']]);
  });

  it('a device that takes no feature report ends the session in bounded time', async () => {
    const clogged = setUp();
    clogged.line.clog();
    const sent = clogged.session.sendFeature(Uint8Array.of(1), 'mode');
    await clogged.clock.advance(500);
    await sent;
    expect(clogged.session.fault()).toMatchObject({ code: 'silent' });
    const pulled = setUp();
    pulled.line.drop({ code: 'unplugged', detail: 'test' });
    await pulled.session.sendFeature(Uint8Array.of(1), 'mode');
    expect(pulled.session.fault()).toMatchObject({ code: 'unplugged' });
    expect(pulled.line.features).toEqual([]);
  });

  it('closed: sends no feature report', async () => {
    const b = setUp();
    await b.session.close();
    await b.session.sendFeature(Uint8Array.of(1), 'mode');
    expect(b.line.features).toEqual([]);
    expect(b.session.fault()).toBeNull();
  });

  it('reports that hold no frame are noise, and in a row garbage', async () => {
    const b = setUp();
    const measured = b.session.stream(b.abort.signal, 5000);
    for (let i = 0; i < 3; i += 1) b.line.feed(Uint8Array.of(9, 9, 9));
    b.line.feed(Uint8Array.of(1, 2, 3));
    for (let i = 0; i < 4; i += 1) b.line.feed(Uint8Array.of(9, 9, 9));
    await measured;
    expect(b.events.at(-1)).toMatchObject({ kind: 'fault', fault: { code: 'garbage' } });
    expect(b.heard).toHaveLength(1);
  });
});
