import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { InstrumentModel, ShutterEvent } from '../contract.ts';
import { createFakeHidLink } from '../testing/fake-hid-link.ts';
import { codecBytes } from '../testing/public-vectors.ts';
import { openDriver } from '../testing/run-driver.ts';
import { otoscopeButton, otoscopeButtonHid } from './model.ts';
import { packInputEvent } from './pack.ts';

const SYN_DROPPED = packInputEvent(0, 3, 0);
const SYNC = packInputEvent(0, 0, 0);
const CAMERA = 212;

/** As the kernel hands it out: the scan code some devices send, the key, the end of the batch. */
const key = (value: number, code = CAMERA) =>
  Uint8Array.from(Buffer.concat([packInputEvent(4, 4, 458_792), packInputEvent(1, code, value), SYNC]));

interface Layer {
  readonly model: InstrumentModel;
  readonly down: Uint8Array;
  readonly held: Uint8Array;
  readonly up: Uint8Array;
  readonly other: Uint8Array;
}

const layers: Readonly<Record<string, Layer>> = {
  'UVC trigger': { model: otoscopeButton, down: key(1), held: key(2), up: key(0), other: key(1, 30) },
  'volume key as an input device': {
    model: otoscopeButton,
    down: key(1, 115),
    held: key(2, 115),
    up: key(0, 115),
    other: key(1, 114),
  },
  'boot keyboard': {
    model: otoscopeButtonHid,
    down: codecBytes('0000280000000000'),
    held: codecBytes('0000280000000000'),
    up: codecBytes('0000000000000000'),
    other: codecBytes('0000040000000000'),
  },
  'keyboard with a report id': {
    model: otoscopeButtonHid,
    down: codecBytes('020000460000000000'),
    held: codecBytes('020000460000000000'),
    up: codecBytes('020000000000000000'),
    other: codecBytes('020000050000000000'),
  },
  'consumer control': {
    model: otoscopeButtonHid,
    down: codecBytes('01e900'),
    held: codecBytes('01e900'),
    up: codecBytes('010000'),
    other: codecBytes('01ea00'),
  },
};
const all = Object.entries(layers);

function setUp(model: InstrumentModel) {
  const clock = createManualClock();
  const line = createFakeHidLink(clock);
  const b = openDriver(model, line.link, clock);
  const presses = () => b.events.filter((event): event is ShutterEvent => event.kind === 'shutter');
  const faults = () => b.events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  /** Each, then `ms` later the next. */
  const feed = async (ms: number, ...chunks: readonly Uint8Array[]) => {
    for (const chunk of chunks) {
      line.feed(chunk);
      await clock.advance(ms);
    }
  };
  return { ...b, clock, line, presses, faults, feed };
}

type Bench = ReturnType<typeof setUp>;

async function streaming(b: Bench): Promise<() => boolean> {
  expect(await b.negotiated(100)).toHaveProperty('identity');
  const done = b.measuring();
  await b.clock.advance(0);
  return done;
}

describe('camera button', () => {
  it.each(all)('%s: is there without a word, and is written nothing', async (_name, { model }) => {
    const b = setUp(model);
    expect(await b.negotiated(100)).toEqual({
      identity: { model: model.id, label: 'Camera button', serial: null, firmware: null },
    });
    const done = b.measuring();
    await b.clock.advance(3_600_000);
    expect([done(), b.presses(), b.faults()]).toEqual([false, [], []]);
    expect([b.line.sent, b.line.features]).toEqual([[], []]);
  });

  it.each(all)('%s: one event a press, at the press', async (_name, { model, down, held, up }) => {
    const b = setUp(model);
    await streaming(b);
    const at = b.clock.now();
    await b.feed(250, down, held, held, held, held, up, down, up);
    expect(b.presses()).toEqual([
      { kind: 'shutter', at },
      { kind: 'shutter', at: at + 6 * 250 },
    ]);
  });

  it.each(all)(
    '%s: a bouncing contact, or everything twice, is one press',
    async (_name, { model, down, up }) => {
      const b = setUp(model);
      await streaming(b);
      await b.feed(20, down, down, up, up, down, up);
      expect(b.presses()).toHaveLength(1);
    },
  );

  it.each(all)('%s: other keys are none', async (_name, { model, other, up }) => {
    const b = setUp(model);
    await streaming(b);
    await b.feed(500, other, up, other, up);
    expect(b.presses()).toEqual([]);
    expect(b.faults()).toEqual([]);
  });

  it.each(all)(
    '%s: held since before it was opened is no press',
    async (_name, { model, down, held, up }) => {
      const b = setUp(model);
      await b.feed(400, down);
      await streaming(b);
      await b.feed(400, held, up);
      expect(b.presses()).toEqual([]);
      await b.feed(400, down);
      expect(b.presses()).toHaveLength(1);
    },
  );

  it('events that the kernel lost: nothing old counts, and the next press does', async () => {
    const b = setUp(otoscopeButton);
    await streaming(b);
    await b.feed(400, key(1), SYN_DROPPED, key(1), key(1));
    expect(b.presses()).toHaveLength(2);
  });

  it('a read that ends within an event goes on in the next', async () => {
    const b = setUp(otoscopeButton);
    await streaming(b);
    await b.feed(1, key(1).subarray(0, 30), key(1).subarray(30));
    expect(b.presses()).toHaveLength(1);
  });

  it.each([
    ['input', otoscopeButton],
    ['hid', otoscopeButtonHid],
  ])('%s: noise is no press, and in a row garbage', async (_name, model) => {
    const b = setUp(model);
    await streaming(b);
    for (let i = 0; i < 12; i += 1) await b.feed(10, new Uint8Array(24).fill(0xee));
    expect(b.presses()).toEqual([]);
    expect(b.faults()).toEqual(['garbage']);
  });

  it('pulled while open: one fault, not two, and no press after', async () => {
    const b = setUp(otoscopeButton);
    const done = await streaming(b);
    b.line.drop({ code: 'unplugged', detail: 'test' });
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.feed(400, key(1));
    expect(done()).toBe(true);
    await Promise.all([b.driver.close(), b.driver.close(), b.clock.advance(600)]);
    expect(b.faults()).toEqual(['unplugged']);
    expect(b.presses()).toEqual([]);
    expect(b.line.closed()).toBe(true);
  });

  it('pulled or stopped before it was asked: the fault says so', async () => {
    const pulled = setUp(otoscopeButton);
    pulled.line.drop({ code: 'unplugged', detail: 'test' });
    expect(await pulled.negotiated(100)).toMatchObject({ fault: { code: 'unplugged' } });
    const stopped = setUp(otoscopeButton);
    stopped.abort.abort();
    expect(await stopped.negotiated(100)).toMatchObject({ fault: { code: 'no-answer' } });
  });
});
