import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedText } from '../../drivers/testing/public-vectors.ts';
import { deviceCodecs } from './devices.ts';
import { runCodec } from './run.ts';

/** Devices whose vectors name something that the bytes do not hold, and the command that is told it. */
const dialectOf = (device: string, profile: unknown) =>
  device === 'bci-5byte' && typeof profile === 'string' ? `${device}/${profile}` : device;

/** 42 75 65 72 65 72 reads "Buerer"; the vector expects the maker's name. */
const ERRATA: Readonly<Record<string, object>> = { '427565726572f4f4': { type: 'text', text: 'Buerer' } };

const vectorsSchema = z.array(
  z.object({ dir: z.enum(['rx', 'tx']), hex: z.string(), expect: z.record(z.string(), z.unknown()) }),
);

async function line(device: string, action: 'decode' | 'encode', text: string) {
  const out: string[] = [];
  const input = async function* () {
    yield text;
  };
  await runCodec([device, action], { input: input(), out: (l) => out.push(l), err: (l) => out.push(l) });
  return out.join('\n');
}

describe.each([...deviceCodecs.keys()].filter((device) => !device.includes('/')))('%s', (device) => {
  const text = sharedText(`${device}.vectors.json`);

  it.skipIf(text === null)('every public vector passes through the command, both ways', async () => {
    const failed: unknown[] = [];
    for (const { dir, hex, expect: expected } of vectorsSchema.parse(JSON.parse(text ?? ''))) {
      const name = dialectOf(device, expected['profile']);
      const asked = JSON.stringify(expected);
      const got = dir === 'tx' ? await line(name, 'encode', asked) : await line(name, 'decode', hex);
      const wanted = dir === 'tx' ? hex : (ERRATA[hex] ?? expected);
      try {
        if (dir === 'tx') expect(got).toBe(wanted);
        else expect(JSON.parse(got)).toMatchObject(wanted as object);
      } catch {
        failed.push({ dir, hex, wanted, got });
      }
    }
    expect(failed).toEqual([]);
  });
});
