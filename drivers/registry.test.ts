import { describe, expect, it } from 'vitest';
import { contecV7Serial } from './contec-v7-serial/model.ts';
import type { Fingerprint, InstrumentModel } from './contract.ts';
import { candidatesFor, fingerprintScore, instrumentModels } from './registry.ts';

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

  it('a port without ids is no candidate', () => {
    expect(candidatesFor('oximetry', [{ path: '/dev/ttyS0' }], instrumentModels)).toEqual([]);
  });

  it('orders by score over all models and ports', () => {
    const named: InstrumentModel = {
      ...contecV7Serial,
      id: 'named',
      fingerprints: [{ vendorId: '10c4', productId: 'ea60', manufacturer: /special/i }],
    };
    const special = { ...port, path: '/dev/ttyUSB1', manufacturer: 'Special' };
    const found = candidatesFor('oximetry', [port, special], [contecV7Serial, named]);
    expect(found.map(({ port: { path }, model, score }) => [path, model.id, score])).toEqual([
      ['/dev/ttyUSB0', 'contec-v7-serial', 3],
      ['/dev/ttyUSB1', 'named', 3],
      ['/dev/ttyUSB1', 'contec-v7-serial', 2],
    ]);
  });

  it('models have distinct ids and at least one fingerprint', () => {
    expect(new Set(instrumentModels.map(({ id }) => id)).size).toBe(instrumentModels.length);
    expect(instrumentModels.every(({ fingerprints }) => fingerprints.length > 0)).toBe(true);
  });
});
