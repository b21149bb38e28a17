import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journal, type JournalStatus, openJournal } from '../../src-main/journal/index.ts';
import { watchRow } from '../../state-machines/distress/row.ts';
import { runJournal } from './run.ts';

const NAME = 'Camille-Essai';
const YEAR_MS = 366 * 24 * 60 * 60_000;

let folder: string;
let file: string;
let journal: Journal | null = null;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'box-journal-'));
  file = join(folder, 'journal.sqlite');
  journal = await openJournal({ file });
  for (const visit of ['a', 'b', null]) await commit(visit);
});
afterEach(async () => {
  await journal?.close();
  rmSync(folder, { recursive: true, force: true });
});

const nothing = { machines: [], dropMachines: [], setDeadlines: [], clearDeadlines: [], commandIds: [] };
const commit = (visit: string | null) =>
  journal?.commit({
    ...nothing,
    visit,
    at: { mono: 1, wall: 1_700_000_000_000, clockSure: true },
    records: [{ kind: 'identity', payload: { name: NAME } }],
  });

/** Typed at the next questions. */
let secrets: string[] = [];

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const bars: string[] = [];
  const status = await runJournal([...args, '--data', folder], {
    data: '/nowhere',
    tcti: null,
    now: () => Date.now() + 2 * YEAR_MS,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    bar: (text) => bars.push(text),
    secret: async () => secrets.shift() ?? '',
  });
  const text = out.join('\n');
  if (args[0] !== 'show') expect(text + err.join('\n')).not.toContain(NAME);
  return { status, text, err: err.join('\n'), bars };
}

async function stop(): Promise<void> {
  await journal?.close();
  journal = null;
}

describe('the journal command', () => {
  it('tells how things stand beside the running cabinet', async () => {
    await journal?.saveReaderCursor('record', { epoch: 1, seq: 2 });
    await journal?.backup();
    const { status, text } = await run('status');
    expect(status).toBe(0);
    expect(text).toContain('events      3 in 1 epoch');
    expect(text).toContain('DISK NOT PROTECTED');
    expect(text).toContain('2 readable, 0 forgotten');
    expect(text).toContain('record has read up to 1:2');
    const state = JSON.parse((await run('status', '--json')).text) as JournalStatus;
    expect(state).toMatchObject({ head: { epoch: 1, seq: 3 }, protection: 'file', events: 3 });
    expect(state.backups).toHaveLength(1);
    const { head } = state;
    expect((await run('verify', '--head', `1:3:${head.chain}`)).status).toBe(0);
    expect((await run('verify', '--head', `1:9:${head.chain}`)).text).toContain('not-this-journal');
  });

  it('verifies with a bar, and names what was changed with exit status 1', async () => {
    const whole = await run('verify');
    expect(whole.status).toBe(0);
    expect(whole.text).toMatch(/^3 events in 1 epoch: nothing was changed/);
    expect(whole.bars[0]).toBe(`[${'#'.repeat(40)}]100 % of 3 events`);
    const events = await journal?.read({ epoch: 0, seq: 0 }, 9);
    await stop();
    const raw = new DatabaseSync(file);
    raw.exec('UPDATE event SET wall = 5 WHERE seq = 2');
    raw.close();
    const { status, text } = await run('verify');
    expect(status).toBe(1);
    expect(text).toContain('1 problem');
    expect(text).toContain(`changed           is not what was committed ${events?.[1]?.id}`);
  });

  it('backs up beside the cabinet, restores only when it is stopped, in a new epoch, losing nothing', async () => {
    const backup = await run('backup');
    expect(backup.status).toBe(0);
    expect(backup.bars.join('')).toMatch(/100 % of \d+ pages *\n$/);
    expect(readdirSync(`${file}.backups`)).toEqual(['journal-000001-000000000003.sqlite']);
    await commit('c');
    const busy = await run('restore');
    expect([busy.status, busy.err]).toEqual([
      2,
      'another process writes this journal (locked); stop the cabinet first',
    ]);
    await stop();
    const { status, text, bars } = await run('restore');
    expect(status).toBe(0);
    expect(bars.join('')).toMatch(/100 % of 1 events *\n$/);
    expect(text).toContain('1 newer events');
    expect(text).toMatch(/lost {8}0\n/);
    expect((await run('verify')).status).toBe(0);
    expect((await run('status')).text).toMatch(/set aside {3}\S+\.bad-/);
    journal = await openJournal({ file });
    expect(await journal.head()).toEqual({ epoch: 2, seq: 1 });
    expect((await journal.read({ epoch: 1, seq: 3 }, 9)).map(({ visit }) => visit)).toEqual(['c']);
  });

  it('refuses to restore what is not good, and moves nothing', async () => {
    await stop();
    const before = readFileSync(file);
    expect((await run('restore')).err).toContain('there is no backup');
    writeFileSync(join(folder, 'other'), 'nothing');
    const { status, err } = await run('restore', '--from', join(folder, 'other'));
    expect(status).toBe(2);
    expect(err).toMatch(/not a database/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('forgets when all readers have passed', async () => {
    expect((await run('forget', '--retention-days', '180')).err).toContain('stop the cabinet first');
    await journal?.saveReaderCursor('record', { epoch: 1, seq: 1 });
    await stop();
    const { status, text, bars } = await run('forget', '--retention-days', '180', '--reader', 'record');
    expect(status).toBe(0);
    expect(bars.join('')).toMatch(/50 % of 2 visits.*100 % of 2 visits *\n$/);
    expect(text).toMatch(/^forgotten {3}1\nwaiting {5}1 /);
    expect((await run('status')).text).toContain('1 readable, 1 forgotten');
    expect((await run('verify')).status).toBe(0);
  });

  it('lists visits without saying who, and shows one only with the operator’s authority', async () => {
    const visit = '7b0c8a52-7d0e-4a54-9e58-0d6f3d3f0a11';
    await commit(visit);
    await journal?.commit({
      ...nothing,
      visit,
      at: { mono: 2, wall: 1_700_000_000_000, clockSure: true },
      records: [watchRow([], 0)],
    });
    const listed = await run('list');
    expect(listed.status).toBe(0);
    expect(listed.text).toContain(`${visit}  2023-11-14 22:13 to 2023-11-14 22:13 UTC  2 events`);
    expect(listed.text).toContain('(no visit)');
    const denied = async (...typed: string[]) => {
      secrets = typed;
      const { status, text } = await run('show', visit);
      expect(text).not.toContain(NAME);
      return [status, text];
    };
    expect(await denied('anything')).toEqual([2, expect.stringContaining('no operator yet')]);
    secrets = ['short'];
    expect((await run('authority')).text).toContain('12 characters');
    secrets = ['a long passphrase'];
    expect((await run('authority')).status).toBe(0);
    secrets = ['another', 'a third passphrase'];
    expect((await run('authority')).text).toContain('not the passphrase');
    expect(await denied('wrong')).toEqual([2, expect.stringContaining('not the passphrase')]);
    secrets = ['a long passphrase'];
    const shown = await run('show', visit.slice(0, 8));
    expect(shown.text).not.toContain('dropped');
    expect(shown.status).toBe(0);
    expect(shown.text).toContain(`"name":"${NAME}"`);
    expect(shown.text).toMatch(/\nhead {8}1:5:[0-9a-f]{64}$/);
    expect(readFileSync(join(folder, 'operator.log'), 'utf8')).toContain(`"act":"show","visit":"${visit}"`);
    expect((await run('show', 'no-such-visit')).err).toContain('no readable visit begins with');
  });

  it('says what was wrong with what was typed', async () => {
    const wrong = [
      [],
      ['erase'],
      ['verify', '--head', '1:2'],
      ['verify', '--from', 'x'],
      ['forget'],
      ['forget', '--retention-days', '-1'],
      ['forget', '--retention-days', 'x'],
      ['status', '--nonsense'],
      ['status', 'twice'],
      ['show'],
      ['show', 'one', 'two'],
    ];
    for (const args of wrong) {
      const { status, err, text } = await run(...args);
      expect([status, text]).toEqual([2, '']);
      expect(err).toContain('usage:');
    }
    expect((await run('--help')).text).toContain('usage:');
    await stop();
    rmSync(file);
    const none = await run('status');
    expect(none.status).toBe(2);
    expect(none.err).toContain('cannot-open');
  });
});
