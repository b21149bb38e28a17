/** Every fault of the self-test's table, one a round: exactly its line tells it, and all is well again afterwards. */
import { openSelftestCabinet } from '../../fixtures/selftest/cabinet.ts';
import { playRow } from '../../fixtures/selftest/play-row.ts';
import { ROWS } from '../../fixtures/selftest/rows.ts';
import { always, type Campaign, type Failure } from './campaign.ts';

export const selftest: Campaign = {
  name: 'selftest',
  about:
    'each fault that the self-test can find, the cabinet broken and mended; round n is row n of the table',
  times: ROWS.length,
  batch: 8,
  unavailable: always,
  async run(from, count) {
    const failures: Failure[] = [];
    let played = 0;
    let lacking = 0;
    const cabinet = await openSelftestCabinet();
    try {
      for (let round = from; round < from + count; round += 1) {
        const row = ROWS[round % ROWS.length];
        if (row === undefined) continue;
        if (row.lacks(cabinet) !== null) {
          lacking += 1;
          continue;
        }
        const wrong = await playRow(cabinet, row, { only: null, after: true });
        played += 1;
        if (wrong !== null) failures.push({ round, what: `${row.what}: ${wrong}` });
      }
    } finally {
      await cabinet.close();
    }
    return { failures, counted: { played, lacking } };
  },
};
