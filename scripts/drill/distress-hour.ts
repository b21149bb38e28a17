/**
 * One hour before the camera: the whole watch over 3600 pictures, one a second of their own time, as fast as it looks.
 * What its process holds must not grow from the second third to the last.
 */
import path from 'node:path';
import { openDistressLab } from '../distress/lab.ts';
import { findChromium } from '../setup/locate.mjs';
import type { Campaign, Failure } from './campaign.ts';

const PICTURES = 3600;
const STEP_MS = 1000;
const LOOK_MS = 1000;
/** A leak of one picture in ten would be four times as much. */
const MOST_MIB = 8;
const clip = path.resolve(import.meta.dirname, '../../fixtures/distress/videos/sittingAndBreathing.webm');

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

async function hour(): Promise<{ growthMiB: number; residentMiB: number }> {
  const lab = await openDistressLab();
  const sizes: number[] = [];
  const looking = setInterval(() => {
    lab.residentMiB().then(
      (size) => sizes.push(size),
      () => undefined,
    );
  }, LOOK_MS);
  try {
    await lab.compare(clip, { count: PICTURES, stepMs: STEP_MS, bare: false });
    const third = Math.floor(sizes.length / 3);
    const last = mean(sizes.slice(2 * third));
    return { growthMiB: last - mean(sizes.slice(third, 2 * third)), residentMiB: last };
  } finally {
    clearInterval(looking);
    await lab.close();
  }
}

export const distressHour: Campaign = {
  name: 'distress-hour',
  about: 'the memory of the distress watch over one simulated hour',
  times: 1,
  batch: 1,
  unavailable: () => (findChromium() === null ? 'no Chromium' : null),
  async run(from, count) {
    const failures: Failure[] = [];
    const measured: Record<string, number> = {};
    for (let round = from; round < from + count; round += 1) {
      const { growthMiB, residentMiB } = await hour();
      measured['MiB more in the last third'] = Number(growthMiB.toFixed(1));
      measured['MiB resident'] = Math.round(residentMiB);
      if (!(growthMiB <= MOST_MIB)) failures.push({ round, what: `${growthMiB.toFixed(1)} MiB more` });
    }
    return { failures, counted: { pictures: count * PICTURES }, measured };
  },
};
