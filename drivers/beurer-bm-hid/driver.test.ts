import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { DriverEvent, MemoryRecordEvent } from '../contract.ts';
import { createPermissionGate } from '../cuff/permission.ts';
import { createMemoryBook } from '../parts/memory-book.ts';
import { beurerRecord, createBeurerMonitor, KD001 } from '../testing/beurer-monitor.ts';
import { createFakeHidLink } from '../testing/fake-hid-link.ts';
import { ANSWER_MS, createBeurerHidDriver, createBeurerSerialDriver, POLL_MS, QUIET_MS } from './driver.ts';

const NOON = new Date(2026, 10, 21, 12, 0).getTime();
const OLD = beurerRecord(150, 95, 80, [26, 11, 20, 9, 30]);
const OLD_2 = beurerRecord(131, 84, 77, [26, 11, 21, 11, 55], 2);
const MINE = beurerRecord(128, 82, 71, [26, 11, 21, 11, 58]);
const MINE_AGAIN = beurerRecord(126, 80, 70, [26, 11, 21, 12, 1]);

type Build = 'hid' | 'serial';
const builds = ['hid', 'serial'] as const;

/** One cabinet's time and book; `plug` is a new line to the same monitor. */
function setUp(build: Build) {
  const clock = createManualClock();
  const memory = createMemoryBook();
  const events: DriverEvent[] = [];
  const sent: string[] = [];
  let line: ReturnType<typeof createFakeHidLink> | null = null;
  const monitor = createBeurerMonitor(build, clock, (bytes) => line?.feed(bytes));
  monitor.memory = [OLD, OLD_2];

  function plug() {
    const plugged = createFakeHidLink(clock, (bytes) => {
      sent.push(Buffer.from(bytes).toString('hex'));
      monitor.hears(bytes);
    });
    line = plugged;
    const create = build === 'hid' ? createBeurerHidDriver : createBeurerSerialDriver;
    const emit = (event: DriverEvent) => events.push(event);
    const parts = { link: plugged.link, clock, gate: createPermissionGate(), memory, emit };
    return { line: plugged, driver: create(parts, { wallNow: () => NOON }), abort: new AbortController() };
  }

  /** Plugs in and measures for a while. */
  async function visit(ms = 30_000) {
    const { driver, abort, line: plugged } = plug();
    const negotiated = driver.negotiate(abort.signal);
    await clock.advance(1500);
    expect(await negotiated).toHaveProperty('identity');
    let over = false;
    void driver.measure(abort.signal).then(() => {
      over = true;
    });
    await clock.advance(ms);
    return { driver, line: plugged, over: () => over };
  }

  async function pull({ driver, line: plugged }: Awaited<ReturnType<typeof visit>>) {
    plugged.drop({ code: 'unplugged', detail: 'test' });
    await clock.advance(1);
    await driver.close();
  }

  const records = () => events.filter((event): event is MemoryRecordEvent => event.kind === 'memory-record');
  const faults = () => events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  return { clock, memory, monitor, events, sent, plug, visit, pull, records, faults };
}

describe.each(builds)('beurer driver, %s', (build) => {
  it('waits a second, says hello, asks who is there', async () => {
    const b = setUp(build);
    const { driver, abort } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(990);
    expect(b.sent).toEqual([]);
    await b.clock.advance(500);
    expect(await negotiated).toEqual({
      identity: {
        model: `beurer-bm-${build}`,
        label: `Beurer BM (${KD001})`,
        serial: null,
        firmware: null,
      },
    });
    expect(b.sent[0]?.slice(0, 2)).toBe('aa');
  });

  it('the first reading only learns; behind a replug what is new is told once, with its bytes', async () => {
    const b = setUp(build);
    await b.pull(await b.visit());
    expect(b.records()).toEqual([]);
    b.monitor.memory = [MINE, OLD, OLD_2];
    await b.pull(await b.visit());
    expect(b.records()).toMatchObject([
      {
        takenAt: '2026-11-21T11:58',
        clock: 'agrees',
        user: 1,
        irregular: false,
        movement: false,
        values: [
          { quantity: 'press-cuff-sys', value: 128 },
          { quantity: 'press-cuff-dia', value: 82 },
          { quantity: 'pulse-rate', value: 71 },
        ],
      },
    ]);
    expect(b.records()[0]?.raw.slice(-8)).toEqual(MINE);
    b.monitor.memory = [MINE_AGAIN, MINE, OLD, OLD_2];
    await b.visit();
    expect(b.records().map(({ takenAt }) => takenAt)).toEqual(['2026-11-21T11:58', '2026-11-21T12:01']);
  });

  it('user 2, and a clock that is wrong', async () => {
    const b = setUp(build);
    await b.pull(await b.visit());
    b.monitor.memory = [OLD, beurerRecord(119, 76, 58, [24, 1, 1, 0, 0], 2), OLD_2];
    await b.visit();
    expect(b.records()).toMatchObject([{ user: 2, clock: 'disagrees', takenAt: '2024-01-01T00:00' }]);
  });

  it('never ends the session: the monitor would answer nothing until plugged anew', async () => {
    const b = setUp(build);
    const { driver } = await b.visit(60_000);
    await Promise.all([driver.close(), driver.close(), b.clock.advance(600)]);
    expect(b.sent.filter((hex) => hex.startsWith('f7') || hex.startsWith('f6'))).toEqual([]);
  });

  it('asks how many there are every 5 s, and reads no more than that while nothing changes', async () => {
    const b = setUp(build);
    await b.visit(3000);
    b.sent.length = 0;
    await b.clock.advance(10 * POLL_MS);
    expect(b.sent.map((hex) => hex.slice(0, 2))).toEqual(Array(10).fill('a2'));
    expect(b.faults()).toEqual([]);
  });

  it.each([0, 1, 2])('pulled behind answer %i of a first reading: nothing is learnt', async (answers) => {
    const b = setUp(build);
    const { driver, abort, line } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(1500);
    await negotiated;
    b.monitor.pulledAfter = answers;
    const measured = driver.measure(abort.signal);
    await b.clock.advance(500);
    line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    await measured;
    expect(b.memory.known()).toBeNull();
  });

  it('pulled in the second reading: told once, by the third', async () => {
    const b = setUp(build);
    await b.pull(await b.visit());
    b.monitor.memory = [MINE, OLD, OLD_2];
    const { driver, abort, line } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(1500);
    await negotiated;
    b.monitor.pulledAfter = 3;
    const measured = driver.measure(abort.signal);
    await b.clock.advance(500);
    line.drop({ code: 'unplugged', detail: 'test' });
    await measured;
    expect(b.records()).toEqual([]);
    b.monitor.pulledAfter = Number.POSITIVE_INFINITY;
    await b.visit();
    expect(b.records()).toHaveLength(1);
  });

  it('an answer that gets lost is asked for again', async () => {
    const b = setUp(build);
    b.monitor.loses = 1;
    await b.visit();
    expect([...(b.memory.known() ?? [])]).toHaveLength(4);
    expect(b.faults()).toEqual([]);
  });

  it('an answer that comes late is not taken for the next', async () => {
    const b = setUp(build);
    Object.assign(b.monitor, { answerMs: 60, lateMs: ANSWER_MS + 80 });
    await b.visit();
    const known = [...(b.memory.known() ?? [])];
    for (const record of [OLD, OLD_2]) {
      const hex = Buffer.from(record).toString('hex');
      expect(known.filter((id) => id.includes(hex))).toHaveLength(1);
    }
    expect(known).toHaveLength(4);
  });

  it('another monitor: none of its records is anybody’s here', async () => {
    const b = setUp(build);
    await b.pull(await b.visit());
    b.monitor.memory = [MINE, MINE_AGAIN];
    await b.visit();
    expect(b.records()).toEqual([]);
  });

  it.each([
    ['no moment of the calendar', beurerRecord(128, 82, 71, [26, 13, 21, 11, 58])],
    ['diastolic above systolic', beurerRecord(82, 128, 71, [26, 11, 21, 11, 58])],
  ])('%s: no result, and no obstacle to others', async (_name, odd) => {
    const b = setUp(build);
    await b.pull(await b.visit());
    b.monitor.memory = [MINE, odd, OLD, OLD_2];
    await b.visit();
    expect(b.records()).toMatchObject([{ takenAt: '2026-11-21T11:58' }]);
  });

  it('no hello: no-answer in bounded time; another word, or silence later: told as such', async () => {
    const b = setUp(build);
    b.monitor.mute = true;
    const { driver, abort } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(6500);
    expect(await negotiated).toMatchObject({ fault: { code: 'no-answer' } });
    b.monitor.mute = false;
    const { over } = await b.visit(2000);
    b.monitor.mute = true;
    await b.clock.advance(QUIET_MS + 100);
    expect([over(), b.faults()]).toEqual([true, ['silent']]);
  });

  it('answers, but its memory cannot be read: told, and nothing learnt', async () => {
    const b = setUp(build);
    b.monitor.loses = 99;
    const { over } = await b.visit(60_000);
    expect([over(), b.faults(), b.memory.known()]).toEqual([true, ['no-answer'], null]);
  });

  it('told to leave while it reads: ends at once, quietly', async () => {
    const b = setUp(build);
    const { driver, abort } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(1500);
    await negotiated;
    b.monitor.loses = 1;
    const measured = driver.measure(abort.signal);
    await b.clock.advance(500);
    abort.abort();
    await measured;
    await b.clock.advance(20_000);
    expect([b.faults(), b.memory.known()]).toEqual([[], null]);
  });
});

describe('beurer driver, what differs', () => {
  it('hid: another word than 55 is another device', async () => {
    const b = setUp('hid');
    b.monitor.helloByte = 0x01;
    const { driver, abort } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(2000);
    expect(await negotiated).toMatchObject({ fault: { code: 'wrong-device' } });
  });

  it('hid: a short name ends with its padding, none at all is no obstacle', async () => {
    for (const [name, label] of [
      ['BM58', 'Beurer BM (BM58)'],
      ['', 'Beurer BM'],
    ] as const) {
      const b = setUp('hid');
      b.monitor.name = name;
      const { driver, abort } = b.plug();
      const negotiated = driver.negotiate(abort.signal);
      await b.clock.advance(5000);
      expect(await negotiated).toMatchObject({ identity: { label } });
    }
  });

  it('serial: whoever says 55 and not who it is, is another device', async () => {
    const b = setUp('serial');
    b.monitor.name = '';
    const { driver, abort } = b.plug();
    const negotiated = driver.negotiate(abort.signal);
    await b.clock.advance(5000);
    expect(await negotiated).toMatchObject({ fault: { code: 'wrong-device' } });
  });

  it('serial: a damaged answer is outvoted, before anything is learnt or told', async () => {
    const b = setUp('serial');
    b.monitor.damages = 1;
    await b.pull(await b.visit());
    b.monitor.memory = [MINE, OLD, OLD_2];
    b.monitor.damages = 1;
    await b.visit();
    expect(b.records()).toMatchObject([{ values: [{ value: 128 }, { value: 82 }, { value: 71 }] }]);
    expect(b.memory.known()?.size).toBe(5);
  });
});
