/** A journal that is written to, a record over real HTTP, and the way between them: what a cut leaves is counted here. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../../drivers/contract.ts';
import { createRecordServer, type RecordServer } from '../../../fixtures/record/server.ts';
import { goodCases } from '../../../fixtures/record/validation/good-cases.ts';
import { validate } from '../../../fixtures/record/validation/validate.ts';
import { type Journal, openJournal } from '../../../src-main/journal/index.ts';
import { genericDialect } from '../../../src-main/uplink/dialect.ts';
import { createFeed, type Feed } from '../../../src-main/uplink/feed.ts';
import { MAPPING } from '../../../src-main/uplink/fhir/test-kit.ts';
import { createHttp, type Http } from '../../../src-main/uplink/http.ts';
import { createSender } from '../../../src-main/uplink/sender.ts';
import { expectedOf, writeVisit } from '../../../src-main/uplink/test-lab.ts';

export interface Rig {
  readonly server: RecordServer;
  readonly journal: Journal;
  /** One more visit, durable when it resolves. */
  write(): Promise<void>;
  /** The way to the record ends as a killed core ends it, and begins again from its cursor. */
  restartFeed(): Promise<void>;
  /** False: not within `ms`. */
  drained(ms: number): Promise<boolean>;
  /** What the record has against what the journal says, in words; null: exactly one copy of each, hash-equal. */
  difference(): Promise<string | null>;
  close(): Promise<void>;
}

const HTTP_WAITS = { connectMs: 2000, answerMs: 5000, bodyMs: 5000 };
const LOOK_MS = 20;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function differenceOf(server: RecordServer, journal: Journal): Promise<string | null> {
  const { copies, resources } = server.dump();
  const expected = await expectedOf(journal);
  const wrong: string[] = [];
  const keys = new Set<string>();
  for (const [name, hash] of expected) {
    const found = copies[name] ?? [];
    for (const { key } of found) keys.add(key);
    if (found.length !== 1) wrong.push(`${found.length} copies of ${name}`);
    else if (found[0]?.sent !== hash) wrong.push(`another content in ${name}`);
    else if (found[0].differing > 0) wrong.push(`another content was sent for ${name}`);
  }
  if (expected.size === 0) wrong.push('nothing was to be sent: the drill is broken');
  if (keys.size !== resources) wrong.push(`${resources} resources where ${keys.size} are expected`);
  return wrong.length === 0 ? null : wrong.slice(0, 5).join('; ');
}

export async function openRig(clock: Clock, random: () => number): Promise<Rig> {
  // The definitions take seconds to read, in which no commit is heard.
  for (const resource of Object.values(goodCases)) validate(resource);
  const folder = mkdtempSync(path.join(tmpdir(), 'box-record-drill-'));
  const journal = await openJournal({ file: path.join(folder, 'journal.sqlite') });
  const server = await createRecordServer();
  let feed: Feed | null = null;
  let http: Http | null = null;

  function begin(): void {
    http = createHttp({ waits: HTTP_WAITS });
    feed = createFeed({
      feed: 'record',
      journal,
      dialect: genericDialect(MAPPING),
      sender: createSender({ http, url: server.url, tokens: null, nowWall: Date.now }),
      clock,
      now: () => ({ mono: clock.now(), wall: Date.now(), clockSure: true }),
      random,
      log: () => {},
    });
  }
  async function end(): Promise<void> {
    await feed?.close();
    http?.close();
  }
  begin();

  return {
    server,
    journal,
    async write() {
      await writeVisit(journal);
      feed?.wake();
    },
    async restartFeed() {
      await end();
      begin();
    },
    async drained(ms) {
      for (const until = performance.now() + ms; performance.now() < until; await pause(LOOK_MS)) {
        const [head, cursor] = await Promise.all([journal.head(), journal.readerCursor('record')]);
        if (cursor?.seq === head.seq && cursor.epoch === head.epoch) return true;
      }
      return false;
    },
    difference: () => differenceOf(server, journal),
    async close() {
      await end();
      await server.close();
      await journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
