import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../drivers/clock.ts';
import { contecV7Serial } from '../../../drivers/contec-v7-serial/model.ts';
import type { Capability, FaultCode, InstrumentIdentity } from '../../../drivers/contract.ts';
import type { InstrumentStatus, UnitStatus } from '../../../drivers/hub-contract.ts';
import { readFitted } from './fitted.ts';
import { createInstrumentCheck } from './instrument-check.ts';
import { runChecks } from './runner.ts';

const identity: InstrumentIdentity = {
  model: 'contec-v7-serial',
  label: 'Contec CMS50E',
  serial: 'C12345',
  firmware: '4.6',
};
const port = { path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60', manufacturer: 'Silicon Labs' };
const models = [contecV7Serial];

/** What the hub says, to be changed by the test; and what was asked of it. */
function bench(name: string) {
  const clock = createManualClock();
  const calls: string[] = [];
  const says: {
    status: Partial<InstrumentStatus>;
    units: UnitStatus[];
  } = { status: {}, units: [] };
  const hub = {
    status: (capability: Capability): InstrumentStatus => ({
      capability,
      state: 'absent',
      identity: null,
      fault: null,
      quietMs: 3000,
      lastFrameAt: null,
      ...says.status,
    }),
    units: () => says.units,
    want: (capability: Capability) => void calls.push(`want ${capability}`),
    release: async (capability: Capability) => void calls.push(`release ${capability}`),
  };
  const fitted = readFitted([name], models);
  if (!Array.isArray(fitted)) throw new Error('not fitted');
  const checks = fitted.map((each) => createInstrumentCheck(each, { hub, clock }));
  const run = () => runChecks({ checks, clock, wallNow: () => 1 });
  const unit = (more: Partial<UnitStatus>): UnitStatus => ({
    port,
    state: 'streaming',
    identity,
    capabilities: ['oximetry'],
    fault: null,
    lastFrameAt: null,
    ...more,
  });
  return { clock, calls, says, run, unit };
}
const fault = (code: FaultCode) => ({ code, detail: 'because' });

describe.each(['oximetry', 'contec-v7-serial'])('fitted as %s', (name) => {
  it('passes with live frames, and says who it is', async () => {
    const b = bench(name);
    b.says.status = { state: 'streaming', identity, lastFrameAt: 990 };
    b.says.units = [b.unit({ lastFrameAt: 990 })];
    const done = b.run();
    await b.clock.advance(100);
    expect((await done)[0]).toMatchObject({
      id: `instrument.${name}`,
      status: 'pass',
      capabilities: ['oximetry'],
      facts: {
        instrument: 'Contec CMS50E',
        serial: 'C12345',
        firmware: '4.6',
        port: '/dev/ttyUSB0',
        frameAgeMs: 10,
      },
    });
    expect(b.calls).toEqual(['want oximetry', 'release oximetry']);
  });

  it('nothing there: fails soon, with the advice of its fault', async () => {
    const b = bench(name);
    const done = b.run();
    await b.clock.advance(1600);
    expect((await done)[0]).toMatchObject({
      status: 'fail',
      reason: { code: 'not-plugged' },
      advice: 'fault.not-plugged.technician',
    });
  });

  it('two others alike are not its trouble; it is in reserve as long as they stand in its way', async () => {
    const b = bench(name);
    b.says.status = { state: 'faulted', fault: fault('two-alike') };
    b.says.units = [b.unit({ lastFrameAt: 0 })];
    const done = b.run();
    await b.clock.advance(100);
    expect((await done)[0]?.status).toBe(name === 'oximetry' ? 'fail' : 'warn');
  });

  it('it does the work of two others alike: not told while it starts, and passes', async () => {
    const b = bench(name);
    b.says.status = { state: 'opening', fault: fault('two-alike') };
    b.says.units = [b.unit({ state: 'ready' })];
    const done = b.run();
    await b.clock.advance(2000);
    b.says.status = { state: 'streaming', identity, fault: fault('two-alike'), lastFrameAt: 2000 };
    b.says.units = [b.unit({ lastFrameAt: 2000 })];
    await b.clock.advance(100);
    const trouble = { status: 'fail', reason: { code: 'two-alike' } };
    expect((await done)[0]).toMatchObject(name === 'oximetry' ? trouble : { status: 'pass' });
  });

  it.each(['no-permission', 'port-busy', 'two-alike'] as const)('%s: at once', async (code) => {
    const b = bench(name);
    b.says.status = { state: 'faulted', fault: fault(code) };
    b.says.units = [b.unit({ identity: null, state: 'faulted', fault: fault(code) })];
    const done = b.run();
    await b.clock.advance(100);
    expect((await done)[0]).toMatchObject({ status: 'fail', reason: { code, detail: 'because' } });
  });

  it.each(['silent', 'garbage', 'no-answer', 'wrong-device', 'device-off'] as const)(
    '%s: after the hub has tried for a while',
    async (code) => {
      const b = bench(name);
      b.says.status = { state: 'faulted', fault: fault(code) };
      b.says.units = [b.unit({ identity: null, state: 'faulted', fault: fault(code) })];
      const done = b.run();
      await b.clock.advance(6100);
      expect((await done)[0]).toMatchObject({
        status: 'fail',
        reason: { code },
        advice: `fault.${code}.technician`,
      });
      expect(b.calls.at(-1)).toBe('release oximetry');
    },
  );

  it('one whose memory is being read passes: it has answered', async () => {
    const b = bench(name);
    b.says.status = { state: 'opening', identity: null };
    b.says.units = [b.unit({ state: 'reading' })];
    const done = b.run();
    await b.clock.advance(5100);
    expect((await done)[0]).toMatchObject({ status: 'pass' });
  });

  it('two that answered alike are its trouble, also while another does their work', async () => {
    const b = bench(name);
    b.says.status = {
      state: 'streaming',
      identity: { ...identity, model: 'berry-pm6750' },
      fault: fault('two-alike'),
    };
    b.says.units = [b.unit({ lastFrameAt: 0 }), b.unit({ port: { ...port, path: '/dev/ttyUSB1' } })];
    const done = b.run();
    await b.clock.advance(3600);
    const told = { status: 'fail', reason: { code: 'two-alike', detail: '2 × contec-v7-serial' } };
    expect((await done)[0]).toMatchObject(name === 'oximetry' ? { status: 'pass' } : told);
  });

  it('one that may be silent passes when its own driver has not missed it', async () => {
    const b = bench(name);
    b.says.status = { state: 'streaming', identity };
    b.says.units = [b.unit({})];
    const done = b.run();
    await b.clock.advance(3600);
    expect((await done)[0]).toMatchObject({ status: 'pass' });
  });

  it('one that stops streaming before its quiet time is over does not', async () => {
    const b = bench(name);
    b.says.status = { state: 'streaming', identity };
    b.says.units = [b.unit({})];
    const done = b.run();
    await b.clock.advance(3000);
    b.says.status = { state: 'faulted', fault: fault('silent') };
    b.says.units = [b.unit({ state: 'faulted', fault: fault('silent') })];
    await b.clock.advance(9500);
    expect((await done)[0]).toMatchObject({ status: 'fail', reason: { code: 'silent' } });
  });
});

it('a model whose exams another serves has answered, and was not heard', async () => {
  const b = bench('contec-v7-serial');
  const other = { ...identity, model: 'berry-pm6750', serial: null };
  b.says.status = { state: 'streaming', identity: other, lastFrameAt: 900 };
  b.says.units = [b.unit({ state: 'ready' })];
  const done = b.run();
  await b.clock.advance(100);
  expect((await done)[0]).toMatchObject({ status: 'warn', reason: { code: 'not-streamed' } });
});

describe('what is fitted', () => {
  it('is models and capabilities, each once', () => {
    expect(readFitted(['contec-v7-serial', 'weight', 'weight'], models)).toEqual([
      { name: 'contec-v7-serial', model: contecV7Serial, capabilities: ['oximetry'] },
      { name: 'weight', model: null, capabilities: ['weight'] },
    ]);
    expect(readFitted(['weight', 'stethoscope'], models)).toEqual({ unknown: 'stethoscope' });
  });
});
