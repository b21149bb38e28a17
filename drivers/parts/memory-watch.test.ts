import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { MemoryRecordEvent } from '../contract.ts';
import { createMemoryBook } from './memory-book.ts';
import { watchMemory } from './memory-watch.ts';
import type { RecordList } from './new-records.ts';

const NOON = new Date(2026, 10, 21, 12, 0).getTime();

function setUp(answersFirst = true) {
  const clock = createManualClock();
  const memory = createMemoryBook();
  const told: MemoryRecordEvent[] = [];
  const abort = new AbortController();
  const cuff = {
    keys: ['a'],
    reads: 0,
    breaks: false,
    answers: answersFirst,
    leftIn: 0,
    takenAt: '2026-11-21T12:00',
  };
  let unreadable = 0;
  const lists = (): RecordList[] => [
    {
      name: '1',
      records: cuff.keys.map((key) => ({
        key,
        at: clock.now(),
        values: key.startsWith('no') ? null : [{ quantity: 'press-cuff-sys' as const, value: 120 }],
        takenAt: cuff.takenAt,
        user: 1,
        irregular: false,
        movement: null,
        raw: new Uint8Array(0),
      })),
    },
  ];
  const watching = watchMemory(
    {
      clock,
      memory,
      wallNow: () => NOON,
      pollMs: 5000,
      emit: (event) => told.push(event),
      onUnreadable() {
        unreadable += 1;
      },
    },
    {
      glance: () => Promise.resolve(cuff.answers ? String(cuff.keys.length) : null),
      read() {
        cuff.reads += 1;
        if (cuff.reads === cuff.leftIn) abort.abort();
        return Promise.resolve(cuff.breaks ? null : lists());
      },
    },
    abort.signal,
  );
  return { clock, memory, told, abort, cuff, watching, unreadable: () => unreadable };
}

describe('memory watch', () => {
  it('learns first, then reads again only when something changed, and tells what is new with its clock', async () => {
    const b = setUp();
    await b.clock.advance(20_000);
    expect(b.cuff.reads).toBe(1);
    expect(b.told).toEqual([]);
    b.cuff.keys = ['b', 'a'];
    await b.clock.advance(5000);
    expect(b.told).toMatchObject([{ kind: 'memory-record', clock: 'agrees', takenAt: '2026-11-21T12:00' }]);
    expect(b.told[0]).not.toHaveProperty('key');
    b.cuff.takenAt = '2026-11-21T10:00';
    b.cuff.keys = ['c', 'b', 'a'];
    await b.clock.advance(20_000);
    expect(b.told.map(({ clock }) => clock)).toEqual(['agrees', 'disagrees']);
    b.abort.abort();
    await b.watching;
  });

  it('a record that can be no result is learnt and not told', async () => {
    const b = setUp();
    await b.clock.advance(1);
    b.cuff.keys = ['no result', 'a'];
    await b.clock.advance(10_000);
    expect(b.told).toEqual([]);
    expect([...(b.memory.known() ?? [])]).toContain('1/no result/1');
  });

  it('a reading that breaks off teaches nothing, and three in a row are told', async () => {
    const b = setUp();
    b.cuff.breaks = true;
    await b.clock.advance(9000);
    expect([b.memory.known(), b.unreadable(), b.cuff.reads]).toEqual([null, 0, 2]);
    await b.clock.advance(20_000);
    expect([b.memory.known(), b.unreadable(), b.cuff.reads]).toEqual([null, 1, 3]);
    await b.watching;
  });

  it('without an answer nothing is read', async () => {
    const b = setUp(false);
    await b.clock.advance(20_000);
    expect([b.cuff.reads, b.unreadable(), b.memory.known()]).toEqual([0, 1, null]);
    await b.watching;
  });

  it('once read, one that has no time is waited for', async () => {
    const b = setUp();
    await b.clock.advance(1);
    b.cuff.answers = false;
    await b.clock.advance(60_000);
    expect(b.unreadable()).toBe(0);
    Object.assign(b.cuff, { answers: true, keys: ['b', 'a'] });
    await b.clock.advance(5000);
    expect(b.told).toHaveLength(1);
    b.abort.abort();
    await b.watching;
  });

  it('aborted, it ends at once and tells nothing more', async () => {
    const b = setUp();
    await b.clock.advance(1);
    b.cuff.keys = ['b', 'a'];
    b.abort.abort();
    await b.watching;
    expect([b.told, b.cuff.reads]).toEqual([[], 1]);
  });

  it('aborted while it reads, it neither tells nor learns', async () => {
    const b = setUp();
    await b.clock.advance(1);
    Object.assign(b.cuff, { keys: ['b', 'a'], leftIn: 2 });
    await b.clock.advance(5000);
    await b.watching;
    expect([b.told, b.memory.known()?.size]).toEqual([[], 2]);
  });
});
