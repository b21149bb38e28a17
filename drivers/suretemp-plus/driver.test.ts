import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { DriverEvent, ReadingEvent } from '../contract.ts';
import { createFakeLink } from '../testing/fake-link.ts';
import { CODE } from './commands.ts';
import { createSuretempDriver } from './driver.ts';
import { openEnvelope, pack, TYPE } from './wire.ts';

const READY = 2;
const PREDICTING = 3;
const FINAL = 6;
const FINAL_OVER = 8;
const FINAL_UNDER = 10;
const ERROR = 20;

interface Told {
  state: number;
  final: number;
  active: boolean;
  error: number;
  method: number;
}

/** A 19-byte record; `final` in Cel, 0 = none. */
function record({ state, final, active, error, method }: Told): number[] {
  const view = new DataView(new ArrayBuffer(19));
  view.setFloat32(0, final === 0 ? 0 : final + 273.15, true);
  view.setFloat32(4, 307, true);
  view.setUint32(8, 12, true);
  view.setUint8(12, method);
  view.setUint8(14, state);
  view.setUint16(15, error, true);
  view.setUint8(17, active ? 1 : 0);
  return [...new Uint8Array(view.buffer)];
}

function setUp() {
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  const asked: number[] = [];
  const module = { answers: true, postNotReady: 0, post: 0, method: 0, serial: true };
  const told: Told = { state: 0, final: 0, active: false, error: 0, method: 0 };
  const line = createFakeLink(clock, (bytes) => {
    const envelope = openEnvelope(bytes);
    if (envelope === null || !module.answers) return;
    const { command, data } = envelope;
    asked.push(command);
    const reply = (body: readonly number[]) => line.feed(pack(command, TYPE.goodReply, body));
    if (command === CODE.selfTestStatus) {
      module.postNotReady -= 1;
      reply([module.postNotReady >= 0 ? 255 : module.post, 1, 0, 0]);
    } else if (command === CODE.serial) {
      if (module.serial) reply([...Buffer.from('12345678\0\0\0')]);
    } else if (command === CODE.getMethod) reply([module.method]);
    else if (command === CODE.setMethod) {
      module.method = data[0] ?? 0;
      reply([]);
    } else if (command === CODE.temperature) reply(record(told));
  });
  const driver = createSuretempDriver(line.link, clock, (event) => events.push(event));
  const abort = new AbortController();
  const readings = () => events.filter((event): event is ReadingEvent => event.kind === 'reading');
  const results = () => readings().flatMap(({ values }) => values.filter(({ value }) => value !== null));
  const faults = () => events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  return { clock, events, asked, module, told, line, driver, abort, readings, results, faults };
}

type Bench = ReturnType<typeof setUp>;

async function negotiate(b: Bench, ms = 12_000) {
  let result: Awaited<ReturnType<Bench['driver']['negotiate']>> | null = null;
  void b.driver.negotiate(b.abort.signal).then((value) => {
    result = value;
  });
  for (let waited = 0; result === null && waited < ms; waited += 50) await b.clock.advance(50);
  return result as typeof result | Awaited<ReturnType<Bench['driver']['negotiate']>>;
}

async function streaming(b: Bench): Promise<() => boolean> {
  expect(await negotiate(b)).toHaveProperty('identity');
  let done = false;
  void b.driver.measure(b.abort.signal).then(() => {
    done = true;
  });
  await b.clock.advance(0);
  return () => done;
}

async function measure(b: Bench, state: number, final: number): Promise<void> {
  Object.assign(b.told, { active: true, state: READY, final: 0 });
  await b.clock.advance(500);
  b.told.state = PREDICTING;
  await b.clock.advance(5000);
  Object.assign(b.told, { state, final });
  await b.clock.advance(3000);
}

describe('suretemp driver', () => {
  it('waits for the self-test, asks who is there, then asks four times a second', async () => {
    const b = setUp();
    b.module.postNotReady = 3;
    expect(await negotiate(b)).toEqual({
      identity: {
        model: 'suretemp-plus',
        label: 'Welch Allyn SureTemp Plus',
        serial: '12345678',
        firmware: null,
      },
    });
    b.asked.length = 0;
    void b.driver.measure(b.abort.signal);
    await b.clock.advance(10_000);
    expect(b.asked.filter((command) => command === CODE.temperature)).toHaveLength(40);
    expect(b.readings().every(({ contact, quality }) => contact === 'absent' && quality === 'none')).toBe(
      true,
    );
  });

  it('takes an instrument without a serial number, and sets one that monitors to predict', async () => {
    const b = setUp();
    b.module.serial = false;
    b.module.method = 1;
    expect(await negotiate(b)).toMatchObject({ identity: { serial: null } });
    expect(b.module.method).toBe(0);
  });

  it('gives one result a measurement, to a tenth, with the bytes it came from', async () => {
    const b = setUp();
    await streaming(b);
    await measure(b, FINAL, 36.94);
    expect(b.results()).toEqual([{ quantity: 'body-temperature', value: 36.9 }]);
    const reading = b.readings().find(({ quality }) => quality === 'good');
    expect(reading?.contact).toBe('present');
    expect(reading?.raw).toHaveLength(28);
    b.told.active = false;
    await b.clock.advance(1000);
    await measure(b, FINAL, 38.66);
    expect(b.results().map(({ value }) => value)).toEqual([36.9, 38.7]);
  });

  it('never takes a final record that was already there: it may be the last patient', async () => {
    const b = setUp();
    Object.assign(b.told, { active: true, state: FINAL, final: 39.9 });
    await streaming(b);
    await b.clock.advance(5000);
    expect(b.readings().length).toBeGreaterThan(15);
    expect(b.results()).toEqual([]);
  });

  it.each([
    ['over range', FINAL_OVER, 0, 'above'],
    ['under range', FINAL_UNDER, 0, 'below'],
    ['a number no body has, above', FINAL, 45, 'above'],
    ['a number no body has, below', FINAL, 20, 'below'],
  ])('%s: no value, and which side', async (_name, state, final, outside) => {
    const b = setUp();
    await streaming(b);
    await measure(b, state, final);
    expect(b.results()).toEqual([]);
    const said = b.readings().flatMap(({ values }) => values.filter((value) => value.outside !== undefined));
    expect(said).toEqual([{ quantity: 'body-temperature', value: null, outside }]);
  });

  it.each([
    ['a probe error', { state: ERROR }],
    ['an error number', { state: FINAL, final: 37, error: 5 }],
    ['monitor mode', { state: FINAL, final: 37, method: 1 }],
  ])('%s: no result', async (_name, said) => {
    const b = setUp();
    await streaming(b);
    Object.assign(b.told, { active: true, state: PREDICTING });
    await b.clock.advance(1000);
    Object.assign(b.told, said);
    await b.clock.advance(1000);
    expect(b.results()).toEqual([]);
  });

  it('a failed self-test is told with its number', async () => {
    const b = setUp();
    b.module.post = 7;
    expect(await negotiate(b)).toEqual({ fault: { code: 'open-failed', detail: 'self-test says 7' } });
  });

  it('no answer, or only noise: told in bounded time', async () => {
    const quiet = setUp();
    quiet.module.answers = false;
    expect(await negotiate(quiet, 2000)).toMatchObject({ fault: { code: 'no-answer' } });
    const noisy = setUp();
    noisy.module.answers = false;
    const negotiated = noisy.driver.negotiate(noisy.abort.signal);
    noisy.line.feed(new Uint8Array(200).fill(0x55));
    await noisy.clock.advance(2000);
    expect(await negotiated).toMatchObject({ fault: { code: 'garbage' } });
  });

  it('silence: silent after 2 s; what was measured before is not given again', async () => {
    const b = setUp();
    const done = await streaming(b);
    await measure(b, FINAL, 37);
    b.module.answers = false;
    await b.clock.advance(1500);
    expect(done()).toBe(false);
    await b.clock.advance(800);
    expect(done()).toBe(true);
    expect(b.faults()).toEqual(['silent']);
    expect(b.results()).toHaveLength(1);
  });

  it('one lost answer is asked for again', async () => {
    const b = setUp();
    await streaming(b);
    b.module.answers = false;
    await b.clock.advance(300);
    b.module.answers = true;
    await b.clock.advance(3000);
    expect(b.faults()).toEqual([]);
    expect(b.readings().length).toBeGreaterThan(8);
  });

  it('line lost, closed twice: ends at once, and quietly', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    expect(done()).toBe(true);
    await Promise.all([b.driver.close(), b.driver.close(), b.clock.advance(600)]);
    expect(b.faults()).toEqual(['unplugged']);
    expect(b.line.closed()).toBe(true);
  });
});
