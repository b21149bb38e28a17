import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordServer } from '../../fixtures/record/server.ts';
import { record } from '../../state-machines/records.ts';
import type { Journal } from '../journal/index.ts';
import { commitUplink } from './parked.ts';
import {
  commit,
  drained,
  expectedOf,
  openRecord,
  openTestJournal,
  readDefinitions,
  startFeed,
  until,
  writeVisit,
} from './test-lab.ts';

beforeAll(readDefinitions, 60_000);

const now = { mono: 0, wall: Date.now(), clockSure: true };

/** One copy of each, as the journal says, and nothing else. */
async function expectComplete(server: RecordServer, journal: Journal): Promise<void> {
  const { copies } = server.dump();
  const expected = await expectedOf(journal);
  expect(expected.size).toBeGreaterThan(5);
  for (const [name, hash] of expected) {
    const found = copies[name] ?? [];
    expect(
      found.map(({ sent }) => sent),
      name,
    ).toEqual([hash]);
  }
  const keys = new Set([...expected.keys()].flatMap((name) => (copies[name] ?? []).map(({ key }) => key)));
  expect(server.dump().resources).toBe(keys.size);
  expect(JSON.stringify([...server.store.all()])).not.toContain('Zzdiscreet');
}

describe('the way to the record', () => {
  it('brings everything that may leave, once', async () => {
    const { journal } = await openTestJournal();
    for (let n = 0; n < 5; n += 1) await writeVisit(journal);
    const server = await openRecord();
    const feed = startFeed(journal, { url: server.url });
    await drained(journal);
    await expectComplete(server, journal);
    expect(server.dump().counts).toMatchObject({ Observation: 15, Encounter: 5, Patient: 5, Device: 2 });
    expect(feed.state()).toMatchObject({ trouble: null, parked: [] });
    expect(await journal.readerCursor('record.settled')).toEqual(await journal.head());
    // What comes later follows at a word.
    await writeVisit(journal);
    feed.wake();
    await drained(journal);
    await expectComplete(server, journal);
  });

  it('ends with one copy of each when every reply is lost after the commit', async () => {
    const { journal } = await openTestJournal();
    for (let n = 0; n < 3; n += 1) await writeVisit(journal);
    const server = await openRecord();
    server.faults.add({ kind: 'lose-reply', firstOfEach: true });
    startFeed(journal, { url: server.url });
    await drained(journal);
    await expectComplete(server, journal);
    const repeats = [...server.store.all()].reduce((sum, [, kept]) => sum + kept.repeats, 0);
    expect(repeats).toBeGreaterThan(20);
  });

  it('waits out what passes', async () => {
    const { journal } = await openTestJournal();
    await writeVisit(journal);
    const server = await openRecord();
    for (const status of [503, 429, 408, 401, 500]) server.faults.add({ kind: 'status', status, times: 1 });
    server.faults.add({ kind: 'slow', ms: 50, times: 1 });
    const feed = startFeed(journal, { url: server.url });
    await drained(journal);
    await expectComplete(server, journal);
    expect(feed.state().parked).toEqual([]);
  });

  it('notices a half-open socket, a cut and a server that is gone', async () => {
    const { journal } = await openTestJournal();
    await writeVisit(journal);
    const server = await openRecord();
    server.faults.add({ kind: 'half-open', times: 1 });
    server.faults.add({ kind: 'cut', times: 1 });
    const http = { waits: { connectMs: 300, answerMs: 300, bodyMs: 300 } };
    const troubles: unknown[] = [];
    startFeed(journal, { url: server.url, http, log: (_, fields) => troubles.push(fields) });
    await drained(journal);
    await server.stop();
    await writeVisit(journal);
    await until(() => troubles.some((one) => JSON.stringify(one).includes('unreachable')));
    await server.start();
    await drained(journal);
    await expectComplete(server, journal);
    expect(JSON.stringify(troubles)).toContain('timeout');
  });

  it('resumes from its cursor after a kill at any moment', async () => {
    const { journal } = await openTestJournal();
    for (let n = 0; n < 4; n += 1) await writeVisit(journal);
    const server = await openRecord();
    for (let kills = 0; kills < 6; kills += 1) {
      const feed = startFeed(journal, { url: server.url });
      await new Promise((done) => setTimeout(done, kills * 15));
      await feed.close();
    }
    startFeed(journal, { url: server.url });
    await drained(journal);
    await expectComplete(server, journal);
  });

  it('brings the bytes of a picture, and holds one that is damaged', async () => {
    const { journal } = await openTestJournal();
    const visit = await writeVisit(journal);
    const server = await openRecord();
    const feed = startFeed(journal, { url: server.url });
    const bytes = randomBytes(2 * 1024 * 1024 + 3);
    const picture = async (id: string, sha256: string) => {
      const medium = {
        id,
        exam: 'oximetry',
        target: 'ear-left',
        kind: 'still',
        contentType: 'image/png',
        bytes: bytes.length,
        sha256,
        at: now,
        source: 'Otoscope',
        quality: 'good',
        still: { width: 640, height: 480, sharpness: 9, brightness: 0.5 },
        clip: null,
        targetConfirmed: true,
      } as const;
      await commit(journal, visit, [record('media.kept', { medium })], [{ id, bytes }]);
      const judged = {
        exam: 'oximetry',
        medium: id,
        accept: true,
        target: 'ear-left',
        targetConfirmed: true,
      } as const;
      await commit(journal, visit, [record('media.judged', judged)]);
    };
    await picture(
      'urn:uuid:00000000-0000-4000-b000-000000000001',
      createHash('sha256').update(bytes).digest('hex'),
    );
    feed.wake();
    await drained(journal);
    const document = [...server.store.all()].find(([key]) => key.startsWith('DocumentReference/'))?.[1]
      .resource;
    const text = JSON.stringify(document);
    expect(text).toContain(bytes.toString('base64'));
    await picture('urn:uuid:00000000-0000-4000-b000-000000000002', 'ab'.repeat(32));
    feed.wake();
    await until(() => feed.state().parked.length > 0);
    expect(feed.state().parked).toMatchObject([{ status: null, code: 'media-damaged' }]);
  });
});

describe('a row the record refuses', () => {
  async function refusing(status = 422) {
    const { journal } = await openTestJournal();
    const server = await openRecord();
    await writeVisit(journal);
    const lines: string[] = [];
    const log = (message: string, fields: object) => lines.push(`${message} ${JSON.stringify(fields)}`);
    const begin = () => startFeed(journal, { url: server.url, log });
    server.faults.add({ kind: 'status', status });
    return { journal, server, begin, lines };
  }

  it('is parked, the later ones go on, and the log says no word of its content', async () => {
    const { journal, server, begin, lines } = await refusing();
    const feed = begin();
    await drained(journal);
    server.faults.clear();
    await writeVisit(journal);
    feed.wake();
    await drained(journal);
    const { parked } = feed.state();
    expect(parked.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
    expect(server.dump().counts).toMatchObject({ Encounter: 1, Observation: 3 });
    expect(lines.join('\n')).not.toMatch(/Zz|128/);
    // Forgetting must wait for them.
    const settled = await journal.readerCursor('record.settled');
    expect(settled?.seq).toBe((parked[0]?.row.seq ?? 0) - 1);
  });

  it('is known after a restart, sent again on a person’s word, and never once it is purged', async () => {
    const { journal, server, begin } = await refusing();
    const first = begin();
    await drained(journal);
    await first.close();
    const feed = begin();
    await until(() => feed.state().parked.length === 5);
    expect(feed.state().parked).toEqual(first.state().parked);
    server.faults.clear();
    const [one, two, ...others] = feed.state().parked.map(({ row }) => row.id);
    if (one === undefined || two === undefined) throw new Error('nothing parked');
    const act = { feed: 'record', by: 'Dr A' } as const;
    await commitUplink(journal, null, now, 'record.purged', { ...act, row: one, reason: 'test' });
    for (const row of [two, ...others])
      await commitUplink(journal, null, now, 'record.retry', { ...act, row });
    feed.wake();
    await drained(journal);
    await until(
      async () => (await journal.readerCursor('record.settled'))?.seq === (await journal.head()).seq,
    );
    expect(feed.state().parked).toEqual([]);
    expect(server.dump().counts).toMatchObject({ Observation: 3, Encounter: 1 });
    expect(server.dump().counts['Consent']).toBeUndefined();
    await feed.close();
    const last = begin();
    await drained(journal);
    expect(last.state().parked).toEqual([]);
  });

  it('is one with which a conflict does not end', async () => {
    const { journal, begin } = await refusing(412);
    const feed = begin();
    await drained(journal, 'record', 40_000);
    expect(feed.state().parked.map((row) => row.status)).toEqual([412, 412, 412, 412, 412]);
  });

  it('no reader waits for a page that is no FHIR server', async () => {
    const { journal, begin, server } = await refusing(404);
    server.faults.clear();
    const feed = startFeed(journal, { url: server.url.replace('/fhir', '/nowhere') });
    await until(() => feed.state().trouble !== null);
    expect(feed.state()).toMatchObject({ trouble: 'address', parked: [] });
    await feed.close();
    begin();
    await drained(journal);
    await expectComplete(server, journal);
  });
});
