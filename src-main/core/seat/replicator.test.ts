import { expect, test } from 'vitest';
import type { FromCabinet } from '../../api/call-protocol.ts';
import type { Cursor, JournalEvent } from '../../journal/contract.ts';
import { createReplicator, forDoctor } from './replicator.ts';

const at = { mono: 0, wall: 0, clockSure: true };
const event = (seq: number, visit = 'v', payload: unknown = null): JournalEvent => ({
  epoch: 1,
  seq,
  id: `urn:uuid:${seq}`,
  visit,
  kind: 'k',
  at,
  payload,
  chain: '',
});
const turn = () => new Promise((r) => setTimeout(r, 1));

function harness(events: JournalEvent[]) {
  const sent: number[] = [];
  let now = 0;
  const replicator = createReplicator({
    journal: {
      async read(cursor: Cursor, limit, visit) {
        return events.filter((e) => e.visit === visit && e.seq > cursor.seq).slice(0, limit);
      },
    },
    now: () => now,
    send: (m: FromCabinet) => {
      if (m.type === 'event') sent.push(m.seq);
    },
    onError: (e) => {
      throw e;
    },
  });
  return {
    replicator,
    sent,
    pass(ms: number) {
      now += ms;
    },
  };
}

test('sends only the visit, from the cursor, then what comes later', async () => {
  const events = [event(1, 'other'), event(2), event(3), event(4, 'other')];
  const { replicator, sent } = harness(events);
  replicator.start('v', null);
  await turn();
  events.push(event(5));
  replicator.pump();
  await turn();
  expect(sent).toEqual([2, 3, 5]);
  replicator.start('v', { epoch: 1, seq: 3 });
  await turn();
  expect(sent).toEqual([2, 3, 5, 5]);
});

test('what is not acknowledged in time is sent again from the last acknowledgement', async () => {
  const { replicator, sent, pass } = harness([event(1), event(2), event(3)]);
  replicator.start('v', null);
  await turn();
  replicator.acknowledge({ epoch: 1, seq: 1 });
  pass(4001);
  replicator.pump();
  await turn();
  expect(sent).toEqual([1, 2, 3, 2, 3]);
  replicator.acknowledge({ epoch: 1, seq: 3 });
  pass(60_000);
  replicator.pump();
  await turn();
  expect(sent.length).toBe(5);
});

test('a reader that acknowledges nothing gets a bounded number of events', async () => {
  const { replicator, sent } = harness(Array.from({ length: 1000 }, (_, i) => event(i + 1)));
  replicator.start('v', null);
  await turn();
  await turn();
  expect(sent.length).toBe(256);
  replicator.acknowledge({ epoch: 1, seq: 256 });
  await turn();
  expect(sent.length).toBe(512);
  replicator.acknowledge({ epoch: 1, seq: 9999 });
  expect(replicator.acknowledged()).toEqual({ epoch: 1, seq: 256 });
});

test('raw bytes stay in the journal; their fingerprint goes out', () => {
  const shown = forDoctor(event(1, 'v', { readings: [], raw: { base64: 'AAAA', bytes: 3, sha256: 'ab' } }));
  expect(shown).toMatchObject({ payload: { readings: [], raw: { bytes: 3, sha256: 'ab' } } });
  expect(JSON.stringify(shown)).not.toContain('AAAA');
});

test('a number that a person typed has no raw bytes, and goes out like any other', () => {
  const shown = forDoctor(event(1, 'v', { readings: [], raw: null }));
  expect(shown).toMatchObject({ payload: { readings: [] } });
  expect(shown).not.toHaveProperty('payload.raw');
});
