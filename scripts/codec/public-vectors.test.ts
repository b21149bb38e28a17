import { describe, expect, it } from 'vitest';
import { sharedText } from '../../drivers/testing/public-vectors.ts';
import { deviceCodecs } from './devices.ts';
import { checkVectors } from './vectors.ts';

/** 42 75 65 72 65 72 reads "Buerer"; the vector expects the maker's name. */
const SLIPS = [{ hex: '427565726572f4f4', got: '{"type":"text","text":"Buerer"}' }];

describe.each([...deviceCodecs.keys()].filter((device) => !device.includes('/')))('%s', (device) => {
  const text = sharedText(`${device}.vectors.json`);

  it.skipIf(text === null)('every public vector passes through the command, both ways', async () => {
    const verdict = await checkVectors(device, text ?? '');
    expect(verdict?.vectors).toBeGreaterThan(4);
    expect(verdict?.failures).toMatchObject(device === 'beurer-bm-hid' ? SLIPS : []);
    expect(verdict?.failures).toHaveLength(device === 'beurer-bm-hid' ? SLIPS.length : 0);
  });
});
