import { describe, expect, it } from 'vitest';
import { virtualModels } from '../fixtures/instruments.ts';
import { drive } from '../fixtures/testing/driven.ts';
import { generalAdapters } from './adapters.ts';
import type { SerialModel } from './contract.ts';
import { instrumentModels, modelsFor } from './registry.ts';
import { ALONE_TRIES, isUnasked, PROBE_MS, patienceFor, verdict, whomToAsk } from './whom-to-ask.ts';

const serial = instrumentModels.filter((model): model is SerialModel => model.transport === 'serial');
const behindAny = modelsFor({ path: '/dev/x', vendorId: '10c4', productId: 'ea60' }, instrumentModels).models;
const ids = (models: readonly { readonly id: string }[]) => models.map(({ id }) => id);

describe('whom to ask', () => {
  it('everybody, those first who show soonest whether they are there; rarely seen ones last', () => {
    expect(behindAny).toHaveLength(serial.length);
    expect(ids(whomToAsk(behindAny, null, 0))).toEqual(ids(behindAny));
    expect(ids(behindAny).slice(0, 3)).toEqual(['nonin-df2', 'bci-5byte', 'bci-5byte-berry']);
    expect(behindAny.at(-1)?.id).toBe('berry-pm6750');
    const asked = behindAny.slice(0, -1).map((model) => patienceFor(model).silentMs);
    expect(asked).toEqual([...asked].sort((a, b) => a - b));
  });

  it('of those who only listen, the one with the slowest line first: it hears something of whatever is faster', () => {
    for (const { vendorId, productId } of generalAdapters) {
      const { models } = modelsFor({ path: '/dev/x', vendorId, productId }, serial);
      const rates = models.filter(isUnasked).map((model) => (model as SerialModel).serial.baudRate);
      expect(rates.length).toBeGreaterThan(1);
      expect(rates).toEqual([...rates].sort((a, b) => a - b));
    }
  });

  it('who answered last alone, then it again and again among all others', () => {
    const [, , , last] = behindAny;
    if (last === undefined) throw new Error('too few models');
    for (let failures = 0; failures < ALONE_TRIES; failures += 1)
      expect(whomToAsk(behindAny, last, failures)).toEqual([last]);
    const sweep = whomToAsk(behindAny, last, ALONE_TRIES);
    expect(new Set(sweep)).toEqual(new Set(behindAny));
    expect(sweep.filter((_model, i) => i % 2 === 0).every((model) => model === last)).toBe(true);
    expect(sweep).toHaveLength(2 * behindAny.length - 1);
    expect(whomToAsk([last], last, ALONE_TRIES)).toEqual([last]);
  });

  it('blocked is blocked; all alike is that; else it is something else', () => {
    const fault = (code: 'no-answer' | 'garbage' | 'port-busy') => ({ code, detail: '' });
    expect(verdict([])).toBeNull();
    expect(verdict([fault('no-answer'), fault('no-answer')])?.code).toBe('no-answer');
    expect(verdict([fault('no-answer'), fault('garbage')])?.code).toBe('wrong-device');
    expect(verdict([fault('garbage'), fault('port-busy')])?.code).toBe('port-busy');
  });
});

describe('the first byte of each', () => {
  it.each(serial)('$id: well before it is given up', async (model) => {
    const row = virtualModels.find(({ id }) => id === model.id);
    if (row === undefined) throw new Error(`no virtual ${model.id}`);
    const b = drive(model, row.create, 3);
    // Self-tests are over.
    await b.clock.advance(9000);
    b.said.length = 0;
    const from = b.clock.now();
    const connecting = b.connect(0);
    while (b.said.length === 0 && b.clock.now() - from < 5000) await b.clock.advance(10);
    const firstMs = b.clock.now() - from;
    await connecting;
    await b.end();
    expect(firstMs).toBeLessThanOrEqual(model.answersMs * 0.75);
    expect(patienceFor(model).wholeMs).toBeGreaterThanOrEqual(PROBE_MS);
  });
});
