/** Three of the cuts of `npm run drill -- power`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openPowerLab, powerLacking } from './journal/power.ts';

const why = powerLacking();
if (why !== null) console.warn(`SKIPPED, no power is cut: ${why}`);

const CUTS = [
  { acknowledged: 2, ms: 0 },
  { acknowledged: 15, ms: 7 },
  { acknowledged: 30, ms: 20 },
];
const LIMIT_MS = 12 * 60_000;

it.skipIf(why !== null)(
  'loses nothing that was acknowledged when the power is cut three times, and goes on each time',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'box-power-'));
    const lab = await openPowerLab(folder);
    try {
      let before = 0;
      for (const at of CUTS) {
        const { wrong, played, acknowledged } = await lab.cut(at);
        expect(wrong).toBeNull();
        expect(acknowledged).toBeGreaterThanOrEqual(at.acknowledged);
        expect(played).toBeGreaterThanOrEqual(before + acknowledged);
        before = played;
      }
    } finally {
      lab.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  LIMIT_MS,
);
