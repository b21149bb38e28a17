/** The discreet signal is the treating doctor's: no command of the journal shows a trace of it, whoever asks. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commit, openTestJournal, writeVisit } from '../../src-main/uplink/test-lab.ts';
import { isShown } from './discreet.ts';
import { runJournal } from './run.ts';

const MARK = 'Zzhandsign';
const KINDS = ['distress.signal', 'distress.acknowledged', 'distress.discreet', 'distress'];

test('no command prints, lists, shows or exports it', async () => {
  const { journal, file } = await openTestJournal();
  const data = path.dirname(file);
  const visit = await writeVisit(journal);
  await commit(
    journal,
    visit,
    KINDS.map((kind) => ({ kind, payload: { act: MARK } })),
  );
  await journal.close();
  const out = path.join(data, 'out.json');
  const told: string[] = [];
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    const io = { data, tcti: null, now: Date.now, out: say, err: say, bar: say };
    const status = await runJournal(args, { ...io, secret: async () => 'a long passphrase' });
    told.push(...lines);
    return { status, lines };
  };
  await run('authority');
  const shown = await run('show', visit);
  expect(shown.lines.filter((line) => /^1:\d/.test(line))).toHaveLength(8);
  for (const args of [
    ['show', visit, '--json'],
    ['status'],
    ['status', '--json'],
    ['list'],
    ['list', '--json'],
    ['verify', '--json'],
    ['parked'],
    ['backup'],
    ['export', '--to', out],
    ['export', '--to', `${out}.visit`, '--visit', visit],
    ['export', '--to', `${out}.over`, '--by', 'Dr A'],
    ['restore'],
    ['forget', '--retention-days', '0'],
  ])
    expect((await run(...args)).status, args.join(' ')).toBe(0);
  for (const name of ['', '.visit', '.over']) told.push(readFileSync(out + name, 'utf8'));
  told.push(readFileSync(path.join(data, 'operator.log'), 'utf8'));
  expect(told.join('\n')).not.toMatch(/distress|Zz(handsign|discreet)/);
  // Other kinds are not swallowed with it.
  expect(['help.requested', 'distressing', 'exam.started'].map((kind) => isShown({ kind }))).toEqual([
    true,
    true,
    true,
  ]);
}, 60_000);
