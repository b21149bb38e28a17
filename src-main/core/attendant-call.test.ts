/** The whole core beside a broker: a visit that nobody has read in time reaches the attendant, and his answer the journal. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { expect, test } from 'vitest';
import { realClock, until } from '../../src-relay/test-relay.ts';
import { leaveToBeRead } from '../../state-machines/reading-kit.ts';
import { createKit, type Kit, VISIT } from '../../state-machines/test-kit.ts';
import { type AttendantCallMessage, callSchema, topics, userNames } from '../api/fleet-protocol.ts';
import { openMqttSession } from '../api/mqtt-session.ts';
import { monoNow, openJournal } from '../journal/index.ts';
import { plainTransaction } from '../journal/plain-transaction.ts';
import { readConfig } from './config.ts';
import { startCore } from './core.ts';
import { createLogger } from './logger.ts';

/** And nobody read it. */
function leftTooLong(): Kit {
  const kit = createKit();
  leaveToBeRead(kit);
  kit.pass(5 * 3_600_000);
  return kit;
}

async function openAttendant(url: string) {
  const calls: AttendantCallMessage[] = [];
  const session = openMqttSession({
    url,
    userName: userNames.attendant('clerk'),
    password: '',
    subscriptions: [topics.allCalls],
    clock: realClock,
    onUp: () => {},
    onDown: () => {},
    onMessage: ({ payload }) => calls.push(callSchema.parse(JSON.parse(new TextDecoder().decode(payload)))),
  });
  return { calls, session };
}

test('unread for too long: called, answered, in the journal; nothing about the patient', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'box-attendant-'));
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(folder, 'journal.sqlite');
  const journal = await openJournal({ file });
  const { visit } = leftTooLong().state;
  const at = { mono: monoNow(), wall: Date.now(), clockSure: true };
  await journal.commit(plainTransaction({ visit: null, at, machines: [visit] }));
  await journal.close();

  const { calls, session } = await openAttendant(url);
  const config = readConfig({
    BOX_DATA: folder,
    BOX_PORT: '0',
    BOX_RELAY_URL: url,
    BOX_VIRTUAL_BUS: join(folder, 'bus.json'),
  });
  const core = await startCore(config, createLogger('silent'), () => {});
  try {
    await until(() => calls.at(-1)?.call?.state === 'called');
    const id = calls.at(-1)?.call?.id ?? '';
    expect(JSON.stringify(calls)).not.toContain(VISIT);
    session.publish(topics.fromAttendant(config.box, 'clerk'), JSON.stringify({ type: 'coming', call: id }));
    await until(() => calls.at(-1)?.call?.state === 'coming');
    expect(calls.at(-1)?.call?.id).toBe(id);
  } finally {
    await core.close();
    await session.close();
    await new Promise<void>((resolve) => broker.close(resolve));
    server.close();
  }
  const kept = await openJournal({ file });
  const events = await kept.read({ epoch: 0, seq: 0 }, 100, VISIT);
  await kept.close();
  await rm(folder, { recursive: true, force: true });
  // It was due hours ago: the second contact has it at once.
  const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'attendant.escalated');
  expect(kinds).toEqual(['attendant.coming']);
});
