/** For tests: a journal with visits in it, a record over real HTTP, and a feed between them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../drivers/clock.ts';
import type { Clock } from '../../drivers/contract.ts';
import { hashOf, type Resource } from '../../fixtures/record/json.ts';
import {
  createRecordServer,
  type RecordServer,
  type RecordServerOptions,
} from '../../fixtures/record/server.ts';
import { goodCases } from '../../fixtures/record/validation/good-cases.ts';
import { validate } from '../../fixtures/record/validation/validate.ts';
import type { Identity, JournalRecord } from '../../state-machines/contract.ts';
import { record } from '../../state-machines/records.ts';
import { type Blob, type Journal, type JournalEvent, openJournal } from '../journal/index.ts';
import { plainTransaction } from '../journal/plain-transaction.ts';
import type { FeedName } from './contract.ts';
import { type Dialect, genericDialect } from './dialect.ts';
import { createFeed, type Feed } from './feed.ts';
import { BEGUN, CUFF, DOCTOR, IDENTITY, MAPPING, reading } from './fhir/test-kit.ts';
import { createHttp, type HttpOptions } from './http.ts';
import { createSender, type Sender } from './sender.ts';
import { transactionText } from './transaction.ts';
import { createVisits } from './visits.ts';

/** The validator's definitions take seconds to read, in which no journal is heard: call it before one is open. */
export const readDefinitions = (): void => void validate(goodCases['oxygen']);

/** Waits are `times` shorter than they say. */
export const hasty = (times = 400): Clock => ({
  now: systemClock.now,
  after: (ms, run) => systemClock.after(ms / times, run),
});

export async function openTestJournal(): Promise<{ journal: Journal; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'box-uplink-'));
  const file = join(folder, 'journal.sqlite');
  const journal = await openJournal({ file });
  onTestFinished(async () => {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { journal, file };
}

export async function openRecord(options: RecordServerOptions = {}): Promise<RecordServer> {
  const server = await createRecordServer(options);
  onTestFinished(() => server.close());
  return server;
}

const at = (seconds: number) => ({ mono: seconds * 1000, wall: BEGUN + seconds * 1000, clockSure: true });

export async function commit(
  journal: Journal,
  visit: string | null,
  records: readonly JournalRecord[],
  blobs: readonly Blob[] = [],
): Promise<readonly JournalEvent[]> {
  const withBlobs = blobs.length > 0 ? { blobs } : {};
  return journal.commit(plainTransaction({ visit, at: at(10), records, ...withBlobs }));
}

let lastVisit = 0;
/** Its readings have ids of their own; returns the visit. */
export async function writeVisit(journal: Journal, who: Partial<Identity> = {}): Promise<string> {
  lastVisit += 1;
  const n = lastVisit * 16;
  const visit = `00000000-0000-4000-9000-${String(lastVisit).padStart(12, '0')}`;
  const claim = `00000000-0000-4000-a000-${String(lastVisit).padStart(12, '0')}`;
  const accepted = (exam: 'oximetry' | 'blood-pressure', readings: Parameters<typeof reading>[]) =>
    record('reading.accepted', {
      exam,
      attempt: 1,
      readings: readings.map((one) => reading(...one)),
      window: [],
    });
  await commit(journal, visit, [
    record('visit.begun', { visit }),
    record('identity.given', { identity: { ...IDENTITY, ...who } }),
    record('consent', { granted: true }),
    record('phase', { from: 'consent', to: 'waiting' }),
    record('doctor.claimed', { doctor: DOCTOR, claim, call: 1, resumed: false }),
    accepted('oximetry', [
      [n + 1, { quantity: 'spo2', value: 97 }],
      [n + 2, { quantity: 'pulse-rate', value: 72 }],
    ]),
    accepted('blood-pressure', [
      [n + 3, { quantity: 'press-cuff-sys', value: 128, instrument: CUFF }],
      [n + 4, { quantity: 'press-cuff-dia', value: 76, instrument: CUFF }],
    ]),
    { kind: 'distress.discreet', payload: { seen: 'Zzdiscreet' } },
    record('visit.ended', { because: 'completed' }),
  ]);
  return visit;
}

export interface FeedOptions {
  readonly url: string;
  readonly feed?: FeedName;
  readonly dialect?: Dialect;
  readonly http?: HttpOptions;
  readonly sender?: Sender;
  readonly clock?: Clock;
  readonly log?: (message: string, fields: object) => void;
}

export function startFeed(journal: Journal, options: FeedOptions): Feed {
  const {
    feed: name = 'record',
    dialect = genericDialect(MAPPING),
    clock = hasty(),
    log = () => {},
  } = options;
  const http = createHttp({ waits: { connectMs: 2000, answerMs: 2000, bodyMs: 2000 }, ...options.http });
  const sender = options.sender ?? createSender({ http, url: options.url, tokens: null, nowWall: Date.now });
  const feed = createFeed({
    feed: name,
    journal,
    dialect,
    sender,
    clock,
    now: () => ({ mono: clock.now(), wall: Date.now(), clockSure: true }),
    random: () => 0.5,
    log,
  });
  onTestFinished(async () => {
    await feed.close();
    http.close();
  });
  return feed;
}

/** Bounded; what it waited for is what the test then asserts. */
export async function until(is: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => setTimeout(done, 5))) {
    if (await is()) return;
  }
}

export async function drained(journal: Journal, feed: FeedName = 'record', ms = 20_000): Promise<void> {
  await until(async () => {
    const head = await journal.head();
    const cursor = await journal.readerCursor(feed);
    return cursor !== null && cursor.seq === head.seq && cursor.epoch === head.epoch;
  }, ms);
}

/** `Type system|value` or `Type/id` → hash of what the journal says of it last. */
export async function expectedOf(journal: Journal): Promise<ReadonlyMap<string, string>> {
  const visits = createVisits(journal);
  const dialect = genericDialect(MAPPING);
  const expected = new Map<string, string>();
  const { signal } = new AbortController();
  for (const event of await journal.read({ epoch: 0, seq: 0 }, 5000)) {
    const made = await dialect.map(event, await visits.at(event), signal);
    if (!('units' in made)) continue;
    for (const entry of made.units.flatMap(({ entries }) => entries)) {
      const text = await transactionText([entry], journal);
      if (typeof text !== 'string') throw new Error(text.trouble);
      const { entry: [one] = [] } = JSON.parse(text) as { entry?: { resource: Resource }[] };
      if (one === undefined) continue;
      const { request } = entry;
      const name = request.ifNoneExist ?? request.url.split('?')[1];
      const key =
        name === undefined ? request.url : `${one.resource.resourceType} ${name.replace('identifier=', '')}`;
      // A first copy stays, except where it is brought to another content.
      if (request.method === 'PUT' || !expected.has(key)) expected.set(key, hashOf(one.resource));
    }
  }
  return expected;
}
