/** Visits in a row in one core, with both pages in Chromium: does anything grow? */
import { openRow, type Sample } from '../../fixtures/visits/visit-row.ts';
import { slopeWithin } from '../bench/stats.ts';
import { findChromium } from '../setup/locate.mjs';
import type { Campaign, Failure } from './campaign.ts';

/** The first ones fill caches and the journal's pages. */
const WARM_UP = 5;
/** Fewer points than this say nothing about a slope. */
const POINTS = 15;
/** MB a visit that surely grow: the lower end of the interval. A day has some fifty visits. */
const MOST_MB = 0.05;

const MEASURED = {
  coreHeap: ({ core }: Sample) => core.heapMb,
  coreResident: ({ core }: Sample) => core.rssMb,
  doctorHeap: ({ doctor }: Sample) => doctor.heapMb,
  patientHeap: ({ patient }: Sample) => patient.heapMb,
  doctorListeners: ({ doctor }: Sample) => doctor.listeners,
  doctorNodes: ({ doctor }: Sample) => doctor.nodes,
} as const;

export const visits: Campaign = {
  name: 'visits',
  about:
    'visits one after the other in the same core, with both pages; slopes a visit of memory (MB) and of what is left over',
  times: 1000,
  // A batch is the life of one core and of one doctor's page.
  batch: 50,
  unavailable: () =>
    findChromium() === null ? 'no Chromium' : process.platform === 'linux' ? null : 'reads /proc',
  async run(from, count) {
    const failures: Failure[] = [];
    const samples: Sample[] = [];
    const row = await openRow();
    try {
      const before = await row.left();
      for (let round = from; round < from + count; round += 1) {
        try {
          await row.visit();
        } catch (error) {
          failures.push({
            round,
            what: error instanceof Error ? error.message.slice(0, 300) : String(error),
          });
          // Where it got stuck the next one cannot begin.
          break;
        }
        samples.push(await row.look());
      }
      const after = await row.left();
      const wrong = failures.length > 0 ? null : await row.broken(count);
      if (wrong !== null) failures.push({ round: from, what: wrong });
      const measured: Record<string, number> = {};
      for (const [name, n] of Object.entries(after))
        measured[`${name}More`] = n - before[name as keyof typeof before];
      if (samples.length - WARM_UP >= POINTS)
        for (const [name, of] of Object.entries(MEASURED)) {
          const { slope, give } = slopeWithin(samples.slice(WARM_UP).map((sample, n) => [n, of(sample)]));
          measured[name] = Math.round(slope * 1e4) / 1e4;
          measured[`${name}Give`] = Math.round(give * 1e4) / 1e4;
          if (name.endsWith('Heap') && slope - give > MOST_MB)
            failures.push({
              round: from,
              what: `${name} grows by ${slope.toFixed(3)} ± ${give.toFixed(3)} MB a visit`,
            });
        }
      return { failures, counted: { visits: samples.length }, measured };
    } finally {
      await row.close();
    }
  },
};
