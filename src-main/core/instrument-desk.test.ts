import { expect, test } from 'vitest';
import type { HubEvent, InstrumentStatus } from '../../drivers/hub-contract.ts';
import { createInstrumentDesk } from './instrument-desk.ts';
import type { Dispatched } from './loop.ts';
import type { SeatEvent } from './seat/seat.ts';

const identity = { model: 'contec-v7', label: 'Oximeter', serial: 'SN1', firmware: null };
const status = (state: InstrumentStatus['state']): InstrumentStatus => ({
  capability: 'oximetry',
  state,
  identity: state === 'streaming' ? identity : null,
  fault: null,
  quietMs: 500,
  lastFrameAt: null,
});
const frame = (at: number): HubEvent => ({
  kind: 'data',
  capability: 'oximetry',
  identity,
  event: {
    kind: 'reading',
    at,
    contact: 'present',
    quality: 'good',
    values: [
      { quantity: 'spo2', value: 97 },
      { quantity: 'pulse-rate', value: 72 },
    ],
    raw: Uint8Array.of(at % 256),
  },
});

function harness(answers: Dispatched[] = []) {
  const timers: (() => void)[] = [];
  const events: SeatEvent[] = [];
  let hear: (event: HubEvent) => void = () => {};
  const desk = createInstrumentDesk({
    hub: {
      subscribe(listener) {
        hear = listener;
        return () => true;
      },
      status: () => status('streaming'),
    },
    now: () => ({ mono: 0, wall: 0, clockSure: true }),
    freshId: () => '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69',
    async dispatch(event) {
      events.push(event);
      return answers.shift() ?? 'changed';
    },
    after(_ms, run) {
      timers.push(run);
      return () => {};
    },
    stream: () => {},
  });
  hear({ kind: 'status', at: 0, status: status('streaming') });
  for (let at = 0; at <= 1000; at += 100) hear(frame(at));
  return { desk, events, timers, hear: (event: HubEvent) => hear(event) };
}

test('the bytes of a second outlive an unplug that comes before it is judged', () => {
  const { desk, events, hear } = harness();
  hear({ kind: 'status', at: 1000, status: status('absent') });
  expect(events.map(({ type }) => type)).toEqual([
    'instrument.state',
    'instrument.second',
    'instrument.state',
  ]);
  expect(desk.rawOf('oximetry').bytes).toBe(10);
});

test('nothing of a released instrument is kept', () => {
  const { desk } = harness();
  desk.released('oximetry');
  expect(desk.rawOf('oximetry').bytes).toBe(0);
});

test('a state that could not be stored is told again: the machine must not believe in a stream that is gone', async () => {
  const { events, timers } = harness(['failed']);
  await new Promise((done) => setTimeout(done, 0));
  expect(timers.length).toBe(1);
  timers[0]?.();
  expect(events.filter(({ type }) => type === 'instrument.state').length).toBe(2);
});

test('the end of a cuff and a record of a memory are told at once, with their bytes', () => {
  const { desk, events, hear } = harness();
  const raw = Uint8Array.of(1, 2, 3);
  const numbers = { systolic: 120, diastolic: 80, mean: null, pulseRate: 70 };
  const cuff = { kind: 'data', capability: 'blood-pressure', identity } as const;
  hear({ ...cuff, event: { kind: 'cuff-end', at: 2000, commandId: 'c', outcome: { numbers }, raw } });
  expect(events.at(-1)).toMatchObject({ type: 'cuff.end', commandId: 'c', outcome: { numbers } });
  expect(desk.rawOf('blood-pressure')).toMatchObject({ base64: 'AQID', bytes: 3 });
  hear({
    ...cuff,
    event: {
      kind: 'memory-record',
      at: 3000,
      values: [
        { quantity: 'press-cuff-sys', value: 131 },
        { quantity: 'press-cuff-dia', value: 84 },
        { quantity: 'pulse-rate', value: null },
      ],
      takenAt: '2026-11-22T10:00',
      clock: 'agrees',
      user: 1,
      irregular: true,
      movement: null,
      raw: Uint8Array.of(9),
    },
  });
  expect(events.at(-1)).toMatchObject({
    type: 'memory.record',
    numbers: { systolic: 131, diastolic: 84, mean: null, pulseRate: null },
    irregular: true,
  });
  expect(desk.rawOf('blood-pressure').bytes).toBe(1);
});

test('only a cuff that is known to start remotely says so', () => {
  const { events, hear } = harness();
  const cuff = (model: string): InstrumentStatus => ({
    ...status('streaming'),
    capability: 'blood-pressure',
    identity: { ...identity, model },
  });
  for (const model of ['suntech-advantage', 'beurer-bm-hid'])
    hear({ kind: 'status', at: 1, status: cuff(model) });
  expect(events.slice(-2)).toMatchObject([{ remoteStart: true }, { remoteStart: false }]);
});

test('a thermometer makes seconds of its own', () => {
  const { events, hear } = harness();
  for (const at of [5000, 5500, 6000])
    hear({
      kind: 'data',
      capability: 'temperature',
      identity,
      event: {
        kind: 'reading',
        at,
        contact: 'present',
        quality: 'good',
        values: [{ quantity: 'body-temperature', value: 37.2 }],
        raw: Uint8Array.of(7),
      },
    });
  expect(events.at(-1)).toMatchObject({
    type: 'instrument.value',
    capability: 'temperature',
    second: { value: 37.2, settled: true },
  });
});
