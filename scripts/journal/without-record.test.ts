/** An operator without a health record: takes the visits out by hand, and what he has may be forgotten. */
import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { reading } from '../../src-main/uplink/fhir/test-kit.ts';
import { commit, openTestJournal, writeVisit } from '../../src-main/uplink/test-lab.ts';
import { record } from '../../state-machines/records.ts';
import { runJournal } from './run.ts';

const PASSPHRASE = 'a long passphrase';
const ORPHAN = '00000000-0000-4000-c000-000000000009';
const DAY_MS = 24 * 60 * 60_000;
const YEAR_MS = 366 * DAY_MS;

async function cabinet() {
  const { journal, file } = await openTestJournal();
  const data = path.dirname(file);
  let later = YEAR_MS;
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    const io = { data, tcti: null, now: () => Date.now() + later, out: say, err: say, bar: null };
    const status = await runJournal(args, { ...io, secret: async () => PASSPHRASE });
    return { status, text: lines.join('\n') };
  };
  await run('authority');
  return { journal, data, run, pass: (ms: number) => (later += ms) };
}

test('takes everything over in one act, then forgets all of it; a row that cannot leave is left out by name', async () => {
  const { journal, data, run, pass } = await cabinet();
  await writeVisit(journal);
  await writeVisit(journal);
  // Measured, and nobody said whether the patient agreed.
  const lost = { exam: 'oximetry', attempt: 1, window: [] } as const;
  const readings = [reading(7000, { quantity: 'spo2', value: 95 })];
  const [held] = await commit(journal, ORPHAN, [
    record('reading.accepted', { ...lost, readings, window: [] }),
  ]);
  await commit(journal, null, [{ kind: 'selftest.none', payload: {} }]);
  const forget = () => run('forget', '--retention-days', '30', '--reader', 'record');

  const to = (name: string) => path.join(data, name);
  const by = ['--by', 'Dr A'];
  expect((await run('export', '--to', to('busy.json'), ...by)).text).toContain('stop the cabinet first');
  expect(existsSync(to('busy.json'))).toBe(false);
  await journal.close();
  expect((await forget()).text).toMatch(/^forgotten {3}0\nwaiting {5}3 /);

  const stopped = await run('export', '--to', to('first.json'), ...by);
  expect(stopped.status).toBe(1);
  expect(stopped.text).toContain(`NOT IN IT  ${held?.id}  no-consent`);
  expect(stopped.text).toContain('nothing was noted as taken over');
  expect((await forget()).text).toMatch(/^forgotten {3}0\n/);

  const taken = await run('export', '--to', to('second.json'), ...by, '--leave-out', 'nobody asked him');
  expect(taken.status).toBe(0);
  expect(taken.text).toContain(`LEFT OUT   ${held?.id}  no-consent`);
  expect(taken.text).toContain('noted as taken over');
  expect(readFileSync(to('second.json'), 'utf8')).not.toContain('"value":95,');
  // A later copy does not ask again.
  expect((await run('export', '--to', to('third.json'))).text).not.toContain('NOT IN IT');

  // What was left out by a person's act is kept from that act on.
  expect((await forget()).text).toMatch(/^forgotten {3}2\nwaiting {5}0 .*\nkept {8}1 /);
  pass(31 * DAY_MS);
  expect((await forget()).text).toMatch(/^forgotten {3}1\nwaiting {5}0 .*\nkept {8}0 /);
  const listed = (await run('list')).text;
  expect(listed.match(/\(forgotten\)/g)).toHaveLength(3);
  expect((await run('verify')).status).toBe(0);
  expect(await run('export', '--to', to('empty.json'))).toMatchObject({ status: 0 });
  expect(readFileSync(to('empty.json'), 'utf8')).not.toContain('Observation');
}, 60_000);

test('what cannot be written is said, and leaves nothing', async () => {
  const { journal, data, run } = await cabinet();
  await writeVisit(journal);
  await journal.close();
  const log = path.join(data, 'operator.log');
  mkdirSync(log);
  const untraced = await run('export', '--to', path.join(data, 'other.json'));
  expect(untraced).toEqual({ status: 2, text: `${log} (EISDIR)` });
  expect(existsSync(path.join(data, 'other.json'))).toBe(false);
  rmdirSync(log);
  mkdirSync(path.join(data, 'taken.json.part'));
  const told = await run('export', '--to', path.join(data, 'taken.json'));
  expect(told).toEqual({ status: 2, text: expect.stringContaining('cannot be written (EEXIST) (invalid)') });
  const wrong = await run('export', '--to', 'x', '--leave-out', 'why');
  expect(wrong.text).toContain('--leave-out needs --by');
}, 60_000);
