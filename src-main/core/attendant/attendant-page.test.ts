/**
 * A call on its way to a phone: the whole core beside the relay's real broker, over the Internet's way and over the
 * cabinet's own network; answered, escalated, and the cabinet cleared by a name. Nothing about the patient anywhere.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestRelay, testRelay, until } from '../../../src-relay/test-relay.ts';
import { leaveToBeRead } from '../../../state-machines/reading-kit.ts';
import { createKit, FIRST_NAME, SURNAME, VISIT } from '../../../state-machines/test-kit.ts';
import {
  ATTENDANT_PATHS,
  type AttendantAct,
  attendantSessionSchema,
  type Board,
  boardSchema,
  boardsSchema,
} from '../../api/attendant-protocol.ts';
import { hashSecret } from '../../api/secrets.ts';
import { monoNow, openJournal } from '../../journal/index.ts';
import { plainTransaction } from '../../journal/plain-transaction.ts';
import { readConfig } from '../config.ts';
import { type Core, startCore } from '../core.ts';
import { createLogger } from '../logger.ts';

const PIN = '246813';
let folder: string;
let relay: TestRelay;
let core: Core;

/** Left to be read, and nobody did: the attendant is called. The cabinet waits to be cleaned. */
async function leaveTooLong(file: string): Promise<void> {
  const kit = createKit();
  leaveToBeRead(kit);
  kit.pass(5 * 3_600_000);
  kit.sayAll([
    { type: 'patient.begin', visit: VISIT.replace(/1$/, '9') },
    { type: 'patient.leave' },
    { type: 'patient.leave' },
  ]);
  const journal = await openJournal({ file });
  const at = { mono: monoNow(), wall: Date.now(), clockSure: true };
  await journal.commit(plainTransaction({ visit: null, at, machines: [kit.state.visit] }));
  await journal.close();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'box-attendant-'));
  const pinHash = await hashSecret(PIN);
  const people = [
    { who: 'clerk', pinHash, contact: 1 as const },
    { who: 'nurse', pinHash, contact: 2 as const },
  ];
  relay = await testRelay({ attendants: people });
  await leaveTooLong(join(folder, 'journal.sqlite'));
  const config = readConfig({
    BOX_DATA: folder,
    BOX_PORT: '0',
    BOX_PLACE: 'Mairie',
    BOX_RELAY_URL: relay.mqtt,
    BOX_RELAY_PASSWORD: relay.dev.box.password,
    BOX_VIRTUAL_BUS: join(folder, 'bus.json'),
    BOX_ATTENDANTS: JSON.stringify(people),
    BOX_ATTENDANT_LISTEN: '127.0.0.1:0',
    BOX_OPENING_HOURS: 'mon-sun 00:00-24:00',
  });
  core = await startCore(config, createLogger('silent'), () => {});
});
afterAll(async () => {
  await core.close();
  await relay.close();
  await rm(folder, { recursive: true, force: true });
});

async function phone(base: string, who: string, pin = PIN) {
  const post = (path: string, body: unknown, token?: string) =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  const login = await post(ATTENDANT_PATHS.session, { who, pin });
  if (!login.ok) return { status: login.status, board: async () => null, act: async () => 0 };
  const { token } = attendantSessionSchema.parse(await login.json());
  return {
    status: login.status,
    async board(): Promise<Board | null> {
      const answer = await fetch(`${base}${ATTENDANT_PATHS.boards}?after=0`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return boardsSchema.parse(await answer.json()).boards[0] ?? null;
    },
    act: async (act: AttendantAct) =>
      (await post(ATTENDANT_PATHS.act, { box: 'cabinet-1', act }, token)).status,
  };
}
const local = () => `http://127.0.0.1:${core.attendantPort}`;
/** What a page sees once it is as told. */
async function seen(page: Awaited<ReturnType<typeof phone>>, as: (board: Board) => boolean): Promise<Board> {
  let last: Board | null = null;
  let asking = false;
  await until(() => {
    if (!asking) {
      asking = true;
      void page.board().then((board) => {
        last = board;
        asking = false;
      });
    }
    return last !== null && as(last);
  });
  return boardSchema.parse(last);
}

test('over the relay and over the cabinet’s own network the same is told, and never about whom', async () => {
  const far = await seen(await phone(relay.http, 'clerk'), ({ call }) => call?.state === 'called');
  const near = await seen(await phone(local(), 'clerk'), ({ call }) => call?.state === 'called');
  expect(near.call?.id).toBe(far.call?.id);
  expect(near).toMatchObject({ box: 'cabinet-1', place: 'Mairie', reachable: true });
  expect(near.chores).toMatchObject({ unreadLate: true, hours: { open: true, today: [['00:00', '24:00']] } });
  expect(near.chores?.cleaningSince).not.toBeNull();
  for (const text of [JSON.stringify(far), JSON.stringify(near)])
    for (const secret of [SURNAME, FIRST_NAME, VISIT]) expect(text).not.toContain(secret);
});

test('older than a minute, it is for the second contact; answered over the broker, all see it', async () => {
  const second = await phone(local(), 'nurse');
  expect(await seen(second, ({ call }) => call?.contact === 2)).toMatchObject({ call: { state: 'called' } });
  const clerk = await phone(relay.http, 'clerk');
  const { call } = await seen(clerk, (board) => board.call !== null);
  expect(await clerk.act({ type: 'coming', call: call?.id ?? '' })).toBe(200);
  for (const page of [clerk, second]) await seen(page, (board) => board.call?.state === 'coming');
});

test('cleared over the cabinet’s own network with the Internet down, written down with who; once', async () => {
  await relay.close();
  const clerk = await phone(local(), 'clerk');
  expect(await clerk.act({ type: 'cleaned' })).toBe(200);
  expect((await seen(clerk, ({ chores }) => chores?.cleaningSince === null)).chores?.waitingSince).toBeNull();
  expect(await clerk.act({ type: 'cleaned' })).toBe(409);
});

test('a wrong PIN, no token, a foreign page and a stranger’s words are refused', async () => {
  expect((await phone(local(), 'clerk', '000000')).status).toBe(401);
  expect((await phone(local(), 'nobody')).status).toBe(401);
  expect((await fetch(`${local()}${ATTENDANT_PATHS.boards}`)).status).toBe(401);
  const foreign = await fetch(`${local()}${ATTENDANT_PATHS.session}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://evil.example' },
    body: JSON.stringify({ who: 'clerk', pin: PIN }),
  });
  expect(foreign.status).toBe(403);
  expect((await fetch(`${local()}/patient/`)).status).toBe(404);
});

test('the journal has the call, its escalation, the answer and the clearing', async () => {
  await core.close();
  const journal = await openJournal({ file: join(folder, 'journal.sqlite') });
  const events = await journal.read({ epoch: 0, seq: 0 }, 500);
  await journal.close();
  const told = events.map(({ kind, payload }) => [kind, payload] as const);
  expect(told.find(([kind]) => kind === 'cleaning.cleared')?.[1]).toEqual({ by: 'clerk' });
  const kinds = told.map(([kind]) => kind);
  for (const kind of ['attendant.escalated', 'attendant.coming']) expect(kinds).toContain(kind);
  expect(kinds.indexOf('attendant.escalated')).toBeLessThan(kinds.indexOf('attendant.coming'));
});
