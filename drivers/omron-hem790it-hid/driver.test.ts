import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { DriverEvent, MemoryRecordEvent } from '../contract.ts';
import { createPermissionGate } from '../cuff/permission.ts';
import { createMemoryBook } from '../parts/memory-book.ts';
import { createFakeHidLink } from '../testing/fake-hid-link.ts';
import { createOmronMonitor, omronRecord } from '../testing/omron-monitor.ts';
import { createOmronDriver, POLL_MS, QUIET_MS } from './driver.ts';

const NOON = new Date(2026, 10, 21, 12, 0).getTime();
const OLD = omronRecord(150, 95, 80, [26, 11, 20, 9, 30, 5]);
const OLD_B = omronRecord(131, 84, 77, [26, 11, 19, 9, 30, 5]);
const MINE = omronRecord(128, 82, 71, [26, 11, 21, 11, 58, 40]);
const UNSET = omronRecord(123, 78, 87, [7, 1, 1, 0, 6, 38]);
const NO_MOMENT = omronRecord(123, 78, 87, [7, 0, 0, 0, 6, 38]);
const END = '05454e44ffff7c00';

function setUp() {
  const clock = createManualClock();
  const memory = createMemoryBook();
  const events: DriverEvent[] = [];
  const sent: string[] = [];
  let line: ReturnType<typeof createFakeHidLink> | null = null;
  const monitor = createOmronMonitor((report) => line?.feed(report));
  monitor.banks = [[OLD], [OLD_B]];

  function plug() {
    const plugged = createFakeHidLink(
      clock,
      (report) => {
        sent.push(Buffer.from(report).toString('hex'));
        monitor.hears(report);
      },
      monitor.hearsFeature,
    );
    line = plugged;
    const emit = (event: DriverEvent) => events.push(event);
    const parts = { link: plugged.link, clock, gate: createPermissionGate(), memory, emit };
    const driver = createOmronDriver(parts, { wallNow: () => NOON });
    return { line: plugged, driver, abort: new AbortController() };
  }

  async function negotiated(ms = 2000) {
    const plugged = plug();
    const result = plugged.driver.negotiate(plugged.abort.signal);
    await clock.advance(ms);
    return { ...plugged, result: await result };
  }

  async function visit(ms = 30_000) {
    const plugged = await negotiated();
    expect(plugged.result).toHaveProperty('identity');
    let over = false;
    void plugged.driver.measure(plugged.abort.signal).then(() => {
      over = true;
    });
    await clock.advance(ms);
    return { ...plugged, over: () => over };
  }

  async function pull({ driver, line: plugged }: ReturnType<typeof plug>) {
    plugged.drop({ code: 'unplugged', detail: 'test' });
    await clock.advance(1);
    await driver.close();
  }

  const records = () => events.filter((event): event is MemoryRecordEvent => event.kind === 'memory-record');
  const faults = () => events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  return { clock, memory, monitor, sent, negotiated, visit, pull, records, faults };
}

describe('omron driver', () => {
  it('enters the information mode, clears, and knows who it is by the version', async () => {
    const b = setUp();
    b.monitor.busy = 1;
    const { result, line } = await b.negotiated();
    expect(result).toEqual({
      identity: { model: 'omron-hem790it-hid', label: 'Omron M7080IT', serial: null, firmware: '207' },
    });
    expect(line.features).toEqual(['0101']);
    expect(b.sent.slice(0, 4)).toEqual([
      '0700000000000000',
      '0500000000000000',
      '0700000000000000',
      '0500000000000000',
    ]);
    expect(b.sent.at(-1)).toMatch(/^055645523030/);
  });

  it.each([
    ['HJ-720IT 10', 'a pedometer'],
    ['X123', 'no blood pressure monitor by its version'],
  ])('%s: another device', async (version, detail) => {
    const b = setUp();
    b.monitor.version = version.padEnd(11);
    const { result } = await b.negotiated();
    expect(result).toEqual({ fault: { code: 'wrong-device', detail } });
  });

  it('the first reading only learns; behind a replug what is new is told once, with its bytes', async () => {
    const b = setUp();
    await b.pull(await b.visit());
    expect(b.records()).toEqual([]);
    b.monitor.banks = [[MINE, OLD], [OLD_B]];
    await b.pull(await b.visit());
    expect(b.records()).toMatchObject([
      {
        takenAt: '2026-11-21T11:58:40',
        clock: 'agrees',
        user: 1,
        irregular: null,
        movement: null,
        values: [
          { quantity: 'press-cuff-sys', value: 128 },
          { quantity: 'press-cuff-dia', value: 82 },
          { quantity: 'pulse-rate', value: 71 },
        ],
      },
    ]);
    expect(b.records()[0]?.raw).toHaveLength(17);
    await b.visit();
    expect(b.records()).toHaveLength(1);
  });

  it('one that measures while plugged is seen by the next poll, also when the memory is full', async () => {
    const b = setUp();
    await b.visit();
    b.monitor.banks = [[MINE], [OLD_B]];
    await b.clock.advance(POLL_MS + 1000);
    expect(b.records()).toHaveLength(1);
  });

  it('one that measures while plugged has no time for a minute, and is not given up', async () => {
    const b = setUp();
    const { over } = await b.visit();
    b.monitor.refuses = Number.POSITIVE_INFINITY;
    await b.clock.advance(60_000);
    Object.assign(b.monitor, { refuses: 0, banks: [[MINE, OLD], [OLD_B]] });
    await b.clock.advance(POLL_MS + 3000);
    expect([over(), b.records().length]).toEqual([false, 1]);
  });

  it('the other position, a clock that was never set, and one without a moment', async () => {
    const b = setUp();
    await b.pull(await b.visit());
    b.monitor.banks = [[OLD], [NO_MOMENT, UNSET, OLD_B]];
    await b.visit();
    expect(b.records()).toMatchObject([
      { user: 2, clock: 'disagrees', takenAt: '2007-01-01T00:06:38' },
      { user: 2, clock: 'none', takenAt: null },
    ]);
  });

  it('one without a second position, and one that shows the same in both', async () => {
    for (const second of ['none', 'same'] as const) {
      const b = setUp();
      const banks = (...records: (readonly number[])[]) => {
        b.monitor.banks = [records, second === 'none' ? null : records];
      };
      banks(OLD);
      await b.pull(await b.visit());
      banks(MINE, OLD);
      await b.visit();
      expect(b.records()).toMatchObject([{ user: 1, values: [{ value: 128 }, {}, {}] }]);
      expect(b.faults()).toEqual(['unplugged']);
    }
  });

  it('NO, and damaged answers: cleared and asked again', async () => {
    const b = setUp();
    const { driver, abort } = await b.negotiated();
    Object.assign(b.monitor, { refuses: 2, damages: 1, busy: 1 });
    void driver.measure(abort.signal);
    await b.clock.advance(10_000);
    expect(b.memory.known()?.size).toBe(4);
    expect(b.faults()).toEqual([]);
  });

  it('a reply with NO behind it in the same transfer is that reply', async () => {
    const b = setUp();
    const says = b.monitor.says;
    b.monitor.says = (bytes) => says(bytes.length === 17 ? [...bytes, 0x4e, 0x4f] : bytes);
    await b.visit();
    expect(b.memory.known()?.size).toBe(4);
  });

  it('no answer: told in bounded time', async () => {
    const b = setUp();
    b.monitor.mute = true;
    const { result } = await b.negotiated(8000);
    expect(result).toMatchObject({ fault: { code: 'no-answer' } });
  });

  it('mute later: silent; pulled: unplugged; switched off: device-off', async () => {
    const mute = setUp();
    const first = await mute.visit();
    mute.monitor.mute = true;
    await mute.clock.advance(QUIET_MS + 100);
    expect([first.over(), mute.faults()]).toEqual([true, ['silent']]);
    const pulled = setUp();
    const second = await pulled.visit();
    await pulled.pull(second);
    expect([second.over(), pulled.faults()]).toEqual([true, ['unplugged']]);
    const off = setUp();
    const third = await off.visit();
    off.monitor.says([...Buffer.from('OFF\r\n')]);
    await off.clock.advance(1);
    expect([third.over(), off.faults()]).toEqual([true, ['device-off']]);
  });

  it('pulled in the first reading: nothing is learnt', async () => {
    const b = setUp();
    b.monitor.banks = [
      [...Array(20).keys()].map((i) => omronRecord(120 + i, 80, 70, [26, 1, 1, 1, 1, i])),
      [],
    ];
    const { driver, abort, line } = await b.negotiated();
    const measured = driver.measure(abort.signal);
    const feed = b.monitor.says;
    let answers = 0;
    b.monitor.says = (bytes) => {
      answers += 1;
      if (answers < 12) feed(bytes);
      else line.drop({ code: 'unplugged', detail: 'test' });
    };
    await b.clock.advance(1000);
    await measured;
    expect([answers, b.memory.known()]).toEqual([12, null]);
  });

  it('switches off what it has read, leaves alone whom it only asked, and reads again behind an OFF', async () => {
    const b = setUp();
    const asked = await b.negotiated();
    await Promise.all([asked.driver.close(), b.clock.advance(600)]);
    expect(b.sent).not.toContain(END);
    const read = await b.visit();
    read.abort.abort();
    await Promise.all([read.driver.close(), b.clock.advance(600)]);
    expect(b.sent.at(-1)).toBe(END);
    expect(b.monitor.off).toBe(true);
    b.monitor.banks = [[MINE, OLD], [OLD_B]];
    await b.visit();
    expect(b.records()).toHaveLength(1);
  });

  it('told to leave while it reads: ends at once, quietly', async () => {
    const b = setUp();
    const { driver, abort } = await b.negotiated();
    b.monitor.refuses = 2;
    const measured = driver.measure(abort.signal);
    await b.clock.advance(100);
    abort.abort();
    await measured;
    await b.clock.advance(10_000);
    expect([b.faults(), b.memory.known()]).toEqual([[], null]);
  });
});
