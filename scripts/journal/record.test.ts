import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createParkedRows } from '../../src-main/uplink/parked.ts';
import { openTestJournal, writeVisit } from '../../src-main/uplink/test-lab.ts';
import { runJournal } from './run.ts';

const PASSPHRASE = 'a long passphrase';
const WORDS = 'Zzdiagnostics';

test('parked rows are listed without content, sent again or purged; an export is taken over once', async () => {
  const { journal, file } = await openTestJournal();
  const data = path.dirname(file);
  let secrets: string[] = [];
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    const io = { data, tcti: null, now: Date.now, out: say, err: say, bar: null };
    const status = await runJournal(args, { ...io, secret: async () => secrets.shift() ?? '' });
    const text = lines.join('\n');
    expect(text).not.toMatch(/Zz/);
    return { status, text };
  };
  await writeVisit(journal);
  expect(await run('parked')).toEqual({ status: 0, text: 'nothing is parked' });
  const rows = createParkedRows(journal, 'record');
  await rows.recall();
  const [one, two] = (await journal.read({ epoch: 0, seq: 0 }, 9)).slice(5, 7);
  if (one === undefined || two === undefined) throw new Error('no events');
  const why = { status: 422, code: 'invariant', path: 'Observation.value', diagnostics: WORDS };
  const at = { mono: 1, wall: Date.now() - 8 * 24 * 60 * 60_000, clockSure: true };
  await rows.park(one, why, at);
  await rows.park(two, { ...why, status: null, code: 'no-consent', path: '' }, { ...at, wall: Date.now() });
  const listed = await run('parked');
  expect(listed.status).toBe(1);
  expect(listed.text).toMatch(
    new RegExp(`^${one.id}  record 1:6  422 invariant  Observation.value .*7 DAYS`),
  );
  expect(listed.text).toContain('not sent, no-consent');

  expect((await run('retry', one.id, '--by', 'Dr A')).text).toContain('stop the cabinet first');
  await journal.close();
  expect(await run('retry', one.id, '--by', 'Dr A')).toEqual({ status: 0, text: '1 rows' });
  expect((await run('retry', 'urn:uuid:none', '--by', 'Dr A')).text).toContain('no such row');
  secrets = [PASSPHRASE];
  await run('authority');
  const purge = ['purge', two.id, '--by', 'Dr A', '--reason', 'test'];
  secrets = ['not it'];
  expect((await run(...purge)).status).toBe(2);
  secrets = [PASSPHRASE];
  expect(await run(...purge)).toEqual({ status: 0, text: '1 rows' });
  expect((await run('parked')).text).not.toContain(two.id);

  const to = path.join(data, 'out.json');
  expect((await run('export', '--to', to)).status).toBe(2);
  expect(existsSync(to)).toBe(false);
  secrets = [PASSPHRASE];
  const taken = await run('export', '--to', to, '--by', 'Dr A');
  expect(taken.status).toBe(0);
  expect(taken.text).toContain('noted as taken over');
  expect(JSON.parse(readFileSync(to, 'utf8'))).toMatchObject({ resourceType: 'Bundle', type: 'collection' });
  expect((await run('status')).text).toMatch(/record has read up to 1:\d+/);
  secrets = [PASSPHRASE];
  expect((await run('export', '--to', to)).text).toContain('exists already');
  for (const args of [
    ['retry'],
    ['purge', 'x', '--by', 'y'],
    ['export'],
    ['parked', 'x'],
    ['export', '--to', 'x', '--visit', 'y', '--by', 'z'],
  ])
    expect((await run(...args)).text).toContain('usage:');
});
