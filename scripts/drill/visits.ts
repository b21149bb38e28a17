/** Visits in a row in one core, with both pages in Chromium: does anything grow? */
import { reportRow, rowLines } from '../../fixtures/visits/row-report.ts';
import { openRow, type RowLeft, type Sample } from '../../fixtures/visits/visit-row.ts';
import { findChromium } from '../setup/locate.mjs';
import type { Campaign, Failure } from './campaign.ts';

/** The first ones fill caches and the journal's pages, and most is compiled. */
const WARM_UP = 10;
/** Fewer samples than this say nothing about a slope. */
const SAMPLES = 10;
/** MB a visit that surely grow: the lower end of the interval. A day has some fifty visits. */
const MOST_MB = 0.05;
/** Every other exam streams from an instrument. */
const examOf = (round: number) => (round % 2 === 0 ? 'oximetry' : 'temperature-forehead');

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
      let before: RowLeft | null = null;
      for (let done = 0; done < count; done += 1) {
        const round = from + done;
        try {
          await row.visit(examOf(round));
        } catch (error) {
          failures.push({
            round,
            what: String(error instanceof Error ? error.message : error).slice(0, 300),
          });
          // Where it got stuck the next one cannot begin.
          return { failures, counted: { visits: done } };
        }
        if (done + 1 < WARM_UP) continue;
        before ??= await row.left();
        samples.push(await row.look());
      }
      const wrong = await row.broken();
      if (wrong !== null) failures.push({ round: from, what: wrong });
      if (before === null || samples.length < SAMPLES) return { failures, counted: { visits: count } };
      const report = reportRow(samples, before, await row.left(), MOST_MB);
      failures.push(...report.wrong.map((what) => ({ round: from, what })));
      for (const line of rowLines(report)) process.stdout.write(`visits: ${line}\n`);
      const rounded = (n: number) => Math.round(n * 1e4) / 1e4;
      const measured = {
        samples: report.samples,
        ...Object.fromEntries(
          report.slopes.flatMap(({ what, slope, give }) => [
            [`${what} a visit, MB`, rounded(slope)],
            [`${what} a visit, MB, ±`, rounded(give)],
          ]),
        ),
        ...Object.fromEntries(Object.entries(report.more).map(([what, n]) => [`${what} more`, n])),
      };
      return { failures, counted: { visits: count }, measured };
    } finally {
      await row.close();
    }
  },
};
