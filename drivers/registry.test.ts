import { describe, expect, it } from 'vitest';
import { contecV7Serial } from './contec-v7-serial/model.ts';
import type { Fingerprint, InstrumentModel, PortInfo } from './contract.ts';
import { fingerprintScore, instrumentModels, modelsFor } from './registry.ts';

const port = { path: '/dev/ttyUSB0', vendorId: '10C4', productId: 'EA60', manufacturer: 'Silicon Labs' };

describe('registry', () => {
  it.each<[Partial<Fingerprint>, number]>([
    [{}, 2],
    [{ manufacturer: /silicon/i }, 3],
    [{ manufacturer: /silicon/i, path: /ttyUSB/ }, 4],
    [{ manufacturer: /nonin/i }, 0],
    [{ path: /ttyACM/ }, 0],
    [{ productId: 'ea61' }, 0],
    [{ vendorId: '0403' }, 0],
  ])('every field given must match: %j scores %i', (fields, score) => {
    expect(fingerprintScore({ vendorId: '10c4', productId: 'ea60', ...fields }, port)).toBe(score);
  });

  it('a port without ids may be nothing', () => {
    expect(modelsFor({ path: '/dev/ttyS0' }, instrumentModels)).toEqual({
      models: [],
      first: 'any',
    });
  });

  it('orders by score, ties by the order of the models; never across transports', () => {
    const named: InstrumentModel = {
      ...contecV7Serial,
      id: 'named',
      fingerprints: [{ vendorId: '10c4', productId: 'ea60', manufacturer: /special/i }],
    };
    const models = [contecV7Serial, named];
    const ids = (given: PortInfo, fitted: readonly string[] = []) =>
      modelsFor(given, models, fitted).models.map(({ id }) => id);
    expect(ids(port)).toEqual(['contec-v7-serial']);
    expect(ids({ ...port, manufacturer: 'Special' })).toEqual(['named', 'contec-v7-serial']);
    expect(ids({ ...port, manufacturer: 'Special' }, ['contec-v7-serial'])).toEqual([
      'contec-v7-serial',
      'named',
    ]);
    expect(ids({ ...port, transport: 'hid' })).toEqual([]);
  });

  it('the first is sure alone or by the list, likely when its ids say more than the second’s', () => {
    const twin: InstrumentModel = { ...contecV7Serial, id: 'twin' };
    const plain: InstrumentModel = { ...twin, fingerprints: [{ vendorId: '10c4', productId: 'ea60' }] };
    expect(modelsFor(port, [contecV7Serial]).first).toBe('sure');
    expect(modelsFor(port, [contecV7Serial, twin]).first).toBe('any');
    expect(modelsFor(port, [contecV7Serial, twin], ['twin']).first).toBe('sure');
    expect(modelsFor(port, [plain, contecV7Serial])).toMatchObject({
      models: [contecV7Serial, plain],
      first: 'likely',
    });
  });

  it('models have distinct ids and at least one fingerprint', () => {
    expect(new Set(instrumentModels.map(({ id }) => id)).size).toBe(instrumentModels.length);
    expect(instrumentModels.every(({ fingerprints }) => fingerprints.length > 0)).toBe(true);
  });
});
