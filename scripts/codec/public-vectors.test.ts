import { describe, expect, it } from 'vitest';
import { sharedText } from '../../drivers/testing/public-vectors.ts';
import { deviceCodecs } from './devices.ts';
import { checkVectors } from './vectors.ts';

describe.each([...deviceCodecs.keys()].filter((device) => !device.includes('/')))('%s', (device) => {
  const text = sharedText(`${device}.vectors.json`);

  it.skipIf(text === null)('every public vector passes through the command, both ways', async () => {
    const verdict = await checkVectors(device, text ?? '');
    expect(verdict?.vectors).toBeGreaterThan(4);
    expect(verdict?.failures).toEqual([]);
  });
});
