/** Commits without end, several at a time, and says so on stdout after each one. Meant to be killed. */
import { writeSync } from 'node:fs';
import { openJournal } from './open-journal.ts';

const [file = '', firstText = '1'] = process.argv.slice(2);
const journal = await openJournal({ file });
let n = Number(firstText);

async function commitOne(): Promise<void> {
  const mine = n;
  n += 1;
  const [event] = await journal.commit({
    // A new visit, and so a new key, every few commits.
    visit: `kill-${Math.floor(mine / 4)}`,
    at: { mono: mine, wall: mine, clockSure: true },
    records: [{ kind: 'counted', payload: { n: mine, filler: 'x'.repeat(mine % 700) } }],
    machines: [{ machine: 'visit', version: 1, state: { value: 'counting', context: { n: mine } } }],
    dropMachines: [],
    setDeadlines: [{ name: 'count', bootId: 'b', dueMono: mine, dueWall: mine }],
    clearDeadlines: [],
    commandIds: [`command-${mine}`],
  });
  if (event !== undefined) writeSync(1, `${JSON.stringify({ n: mine, seq: event.seq, id: event.id })}\n`);
}

for (;;) await Promise.all([commitOne(), commitOne(), commitOne()]);
