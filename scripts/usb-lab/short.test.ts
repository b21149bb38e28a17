/** The product over a real USB bus, in the guest: one HID and one serial instrument. Needs QEMU. */
import { expect, test } from 'vitest';
import { findUsbLab } from '../setup/usb-lab.mjs';
import { runUsbLab } from './run.ts';
import { SHORT } from './short.ts';

/** Ten times what an idle machine needs. */
const LIMIT_MS = 240_000;

const parts = findUsbLab();
const lacks = 'lacks' in parts ? parts.lacks : null;
if (lacks !== null)
  console.warn(`\nSKIPPED, the instruments over real USB: here is no ${lacks} (npm run bootstrap)\n`);

test.skipIf(lacks !== null)(
  'found, measured with, unplugged in the middle and plugged again: a HID and a serial instrument',
  async () => {
    if ('lacks' in parts) return;
    const { steps, problem, log } = await runUsbLab({ parts, instruments: SHORT, limitMs: LIMIT_MS });
    expect(problem, log).toBeNull();
    expect(steps.filter(({ well }) => !well)).toEqual([]);
    for (const id of SHORT) {
      const done = steps.filter(({ instrument }) => instrument === id).map(({ step }) => step);
      expect(done).toEqual([
        'found',
        'plugged alone',
        'oximetry',
        'oximetry, plug pulled in the middle',
        'oximetry, plugged again',
        'unplugged',
      ]);
    }
  },
  LIMIT_MS + 30_000,
);
