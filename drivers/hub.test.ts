import { afterEach, describe, expect, it } from 'vitest';
import { createOximeter, type Oximeter } from '../fixtures/oximeter/oximeter.ts';
import { createManualClock } from './clock.ts';
import { contecV7Serial } from './contec-v7-serial/model.ts';
import type { Fault, InstrumentModel, Link, PortInfo, SerialModel } from './contract.ts';
import { createPermissionGate } from './cuff/permission.ts';
import { createHub } from './hub.ts';
import type { HubEvent, InstrumentHub } from './hub-contract.ts';
import { createLineOpener } from './line-opener.ts';
import { nibp2020 } from './nibp2020/model.ts';
import { pause } from './parts/pause.ts';
import { portKey } from './port-watch.ts';
import { suntechAdvantage } from './suntech-advantage/model.ts';
import { createFakeLink } from './testing/fake-link.ts';
import { PROBE_MS } from './whom-to-ask.ts';

/** NIBP2020's X, SunTech's abort. */
const cuffStops = ['58', '3a7901004c'];

const bridge = (path: string): PortInfo => ({
  path,
  vendorId: '10c4',
  productId: 'ea60',
  manufacturer: 'Silicon Labs',
});

interface Bench {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly hub: InstrumentHub;
  readonly events: HubEvent[];
  /** Moments and paths of each opening. */
  readonly openings: { at: number; path: string }[];
  /** In hex, to whatever line. */
  readonly written: readonly string[];
  /** Most lines open at once. */
  readonly mostOpen: () => number;
  ports: PortInfo[];
}

let oximeters: Oximeter[] = [];
let current: Bench | null = null;
afterEach(async () => {
  for (const oximeter of oximeters) oximeter.stop();
  oximeters = [];
  const closing = current?.hub.close();
  await current?.clock.advance(4000);
  await closing;
});

const neverAnswers: SerialModel['create'] = ({ link, clock }) => ({
  async negotiate(signal) {
    await pause(clock, 4000, signal);
    return { fault: { code: 'no-answer', detail: 'nothing' } };
  },
  measure: async () => undefined,
  close: () => link.close(),
});

type Behaviour = 'oximeter' | 'mute' | 'noise' | Fault | 'hangs';

/** `behaviours`: what is behind each path; anything else answers like an oximeter. */
function setUp(
  behaviours: Readonly<Record<string, Behaviour>> = {},
  models: readonly InstrumentModel[] = [contecV7Serial],
  fitted: readonly string[] = [],
): Bench {
  const clock = createManualClock();
  const openings: { at: number; path: string }[] = [];
  const written: string[] = [];
  let open = 0;
  let most = 0;
  const serial = async (path: string): Promise<{ link: Link } | { fault: Fault }> => {
    openings.push({ at: clock.now(), path });
    const behaviour = behaviours[path] ?? 'oximeter';
    if (typeof behaviour === 'object') return { fault: behaviour };
    if (behaviour === 'hangs') return new Promise(() => undefined);
    open += 1;
    most = Math.max(most, open);
    const oximeter = createOximeter({ seed: 5, clock, send: (bytes) => line.feed(bytes) });
    oximeters.push(oximeter);
    if (behaviour === 'mute') oximeter.fault('freeze');
    if (behaviour === 'noise') oximeter.fault('garbage');
    const line = createFakeLink(clock, (bytes) => {
      written.push(Buffer.from(bytes).toString('hex'));
      oximeter.receive(bytes);
    });
    const close = line.link.close;
    return {
      link: {
        ...line.link,
        close() {
          open -= 1;
          return close();
        },
      },
    };
  };
  const events: HubEvent[] = [];
  const bench: Bench = {
    clock,
    events,
    openings,
    written,
    mostOpen: () => most,
    ports: [],
    hub: createHub({
      listPorts: async () => bench.ports,
      openLine: createLineOpener({
        serial,
        hid: async () => ({ fault: { code: 'open-failed', detail: 'no HID here' } }),
        input: async () => ({ fault: { code: 'open-failed', detail: 'no input here' } }),
      }),
      clock,
      models,
      fitted,
      gate: createPermissionGate(),
    }),
  };
  bench.hub.subscribe((event) => events.push(event));
  current = bench;
  return bench;
}

const dataCount = (b: Bench) => b.events.filter(({ kind }) => kind === 'data').length;

describe('hub', () => {
  it('nothing plugged: absent; not-plugged once it is wanted', async () => {
    const b = setUp();
    await b.clock.advance(600);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'absent', fault: null });
    b.hub.want('oximetry');
    await b.clock.advance(600);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'absent', fault: { code: 'not-plugged' } });
    expect(b.openings).toEqual([]);
  });

  it('asks who is there once, then leaves it alone until it is wanted', async () => {
    const b = setUp();
    b.ports = [bridge('/dev/a')];
    await b.clock.advance(5000);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'ready', quietMs: 3000 });
    expect(b.hub.units()).toMatchObject([
      { port: { path: '/dev/a' }, state: 'ready', identity: { model: 'contec-v7-serial' }, fault: null },
    ]);
    expect(b.openings).toHaveLength(1);
    expect(oximeters[0]?.state.streaming).toBe(false);
    expect(dataCount(b)).toBe(0);
  });

  it('opens within half a second of being plugged, one line at a time', async () => {
    const b = setUp();
    b.hub.want('oximetry');
    b.hub.want('oximetry');
    await b.clock.advance(1000);
    b.ports = [bridge('/dev/a')];
    await b.clock.advance(500);
    expect(b.hub.status('oximetry').state).toBe('streaming');
    await b.clock.advance(1000);
    expect(b.openings).toHaveLength(1);
    expect(b.mostOpen()).toBe(1);
    const { lastFrameAt } = b.hub.status('oximetry');
    expect(b.clock.now() - Number(lastFrameAt)).toBeLessThan(50);
  });

  it('notices an unplug by the list alone and emits nothing after it', async () => {
    const b = setUp();
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(2000);
    expect(dataCount(b)).toBeGreaterThan(60);
    b.ports = [];
    await b.clock.advance(500);
    expect(b.hub.status('oximetry')).toMatchObject({
      state: 'absent',
      fault: { code: 'unplugged' },
      identity: null,
      lastFrameAt: null,
    });
    const count = dataCount(b);
    await b.clock.advance(3000);
    expect(dataCount(b)).toBe(count);
    b.ports = [bridge('/dev/b')];
    await b.clock.advance(600);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'streaming', fault: null });
  });

  it('two of a model: neither is believed until one is pulled', async () => {
    const b = setUp();
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(2000);
    expect(dataCount(b)).toBeGreaterThan(60);
    b.ports = [bridge('/dev/a'), bridge('/dev/b')];
    await b.clock.advance(1000);
    expect(b.hub.status('oximetry')).toMatchObject({
      state: 'faulted',
      fault: { code: 'two-alike' },
      identity: null,
      lastFrameAt: null,
    });
    const count = dataCount(b);
    await b.clock.advance(2000);
    expect(dataCount(b)).toBe(count);
    b.ports = [bridge('/dev/b')];
    await b.clock.advance(1000);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'streaming', fault: null });
    expect(dataCount(b)).toBeGreaterThan(count);
  });

  it('a memory cuff streams when its memory is known, and at once behind a replug', async () => {
    const readMs = 4000;
    const remembering: SerialModel = {
      ...contecV7Serial,
      id: 'remembering',
      capabilities: ['blood-pressure'],
      remembers: true,
      create: ({ link, clock, memory }) => ({
        negotiate: async () => ({
          identity: { model: 'remembering', label: 'Monitor', serial: null, firmware: null },
        }),
        async measure(signal) {
          await pause(clock, readMs, signal);
          if (!signal.aborted) memory.learn(['1/']);
          await pause(clock, 600_000, signal);
        },
        close: () => link.close(),
      }),
    };
    const b = setUp({}, [remembering]);
    const stands = () => [b.hub.status('blood-pressure').state, b.hub.units()[0]?.state];
    b.ports = [bridge('/dev/a')];
    await b.clock.advance(1000);
    b.hub.want('blood-pressure');
    await b.clock.advance(readMs - 500);
    expect(stands()).toEqual(['opening', 'reading']);
    await b.clock.advance(1000);
    expect(stands()).toEqual(['streaming', 'streaming']);
    b.ports = [];
    await b.clock.advance(500);
    b.ports = [bridge('/dev/b')];
    await b.clock.advance(1000);
    expect(stands()).toEqual(['streaming', 'streaming']);
    await Promise.all([b.hub.release('blood-pressure'), b.clock.advance(1000)]);
    b.hub.want('blood-pressure');
    await b.clock.advance(1000);
    expect(stands()).toEqual(['opening', 'reading']);
  });

  it('two of a model, and somebody chose one: that one serves, the other when it is pulled', async () => {
    const b = setUp();
    const ports = [bridge('/dev/a'), bridge('/dev/b')] as const;
    b.ports = [...ports];
    b.hub.want('oximetry');
    await b.clock.advance(2000);
    expect(b.hub.status('oximetry').fault?.code).toBe('two-alike');
    b.hub.choose('oximetry', portKey(ports[1]));
    await b.clock.advance(1500);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'streaming', fault: null });
    expect(b.hub.units().map(({ port, state }) => [port.path, state])).toEqual([
      ['/dev/a', 'ready'],
      ['/dev/b', 'streaming'],
    ]);
    b.ports = [ports[0]];
    await b.clock.advance(2000);
    expect(b.hub.status('oximetry').state).toBe('streaming');
    b.hub.choose('oximetry', null);
    b.ports = [...ports];
    await b.clock.advance(1500);
    expect(b.hub.status('oximetry').fault?.code).toBe('two-alike');
  });

  it('another model on the same ids is found by asking; the first one asked learns nothing from it', async () => {
    const other: InstrumentModel = { ...contecV7Serial, id: 'other', create: neverAnswers };
    const b = setUp({}, [other, contecV7Serial]);
    b.ports = [bridge('/dev/a')];
    await b.clock.advance(PROBE_MS + 500);
    expect(b.hub.units()).toMatchObject([{ state: 'ready', identity: { model: 'contec-v7-serial' } }]);
    expect(b.openings).toHaveLength(2);
    expect(b.mostOpen()).toBe(1);
  });

  it('after a fault who answered last is asked before all others, and found again soon', async () => {
    const mute: InstrumentModel = { ...contecV7Serial, id: 'mute', create: neverAnswers };
    const behind: Record<string, Behaviour> = {};
    const b = setUp(behind, [mute, contecV7Serial, { ...mute, id: 'mute-2' }], ['contec-v7-serial']);
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(1000);
    behind['/dev/a'] = 'mute';
    for (const oximeter of oximeters) oximeter.fault('freeze');
    await b.clock.advance(15_000);
    expect(b.hub.status('oximetry').fault).not.toBeNull();
    delete behind['/dev/a'];
    await b.clock.advance(6000);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'streaming', fault: null });
  });

  it('a cuff that may be there is stopped before anybody else is asked', async () => {
    const b = setUp({}, [contecV7Serial, suntechAdvantage, nibp2020], ['contec-v7-serial']);
    b.ports = [{ path: '/dev/a', vendorId: '10c4', productId: 'ea60' }];
    await b.clock.advance(400);
    expect(b.written.slice(0, 2)).toEqual(cuffStops);
    await b.clock.advance(1000);
    expect(b.hub.units()).toMatchObject([{ identity: { model: 'contec-v7-serial' } }]);
    expect(b.mostOpen()).toBe(1);
  });

  it('what is fitted is asked first', async () => {
    const other: InstrumentModel = { ...contecV7Serial, id: 'other', create: neverAnswers };
    const b = setUp({}, [other, contecV7Serial], ['contec-v7-serial']);
    b.ports = [bridge('/dev/a')];
    await b.clock.advance(500);
    expect(b.hub.units()).toMatchObject([{ state: 'ready' }]);
    expect(b.openings).toHaveLength(1);
  });

  it('a port that nobody waits for and that does not answer is asked ever more rarely', async () => {
    const b = setUp({ '/dev/a': { code: 'open-failed', detail: 'EIO' } });
    b.ports = [bridge('/dev/a')];
    await b.clock.advance(300_000);
    const gaps = b.openings.slice(1).map(({ at }, i) => Math.round(at - (b.openings[i]?.at ?? 0)));
    expect(gaps.slice(0, 5)).toEqual([5000, 10_000, 20_000, 40_000, 60_000]);
    expect(Math.max(...gaps)).toBe(60_000);
  });

  it('starts no cuff where none streams, and stops without one', async () => {
    const b = setUp();
    b.ports = [bridge('/dev/a')];
    b.hub.want('blood-pressure');
    await b.clock.advance(2000);
    const now = b.clock.now();
    const permission = { commandId: 'c', commandAt: now, readyAt: now, patient: 'adult' } as const;
    expect(await b.hub.startCuff(permission)).toEqual({ refused: 'not-negotiated' });
    await Promise.all([b.hub.stopCuffs(), b.clock.advance(1000)]);
    expect(b.hub.status('blood-pressure')).toMatchObject({ state: 'absent', fault: { code: 'not-plugged' } });
  });

  it('retries with a pause that grows from 250 ms and never passes 2 s', async () => {
    const b = setUp({ '/dev/a': { code: 'no-permission', detail: 'EACCES' } });
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(20_000);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'faulted', fault: { code: 'no-permission' } });
    const gaps = b.openings.slice(1).map(({ at }, i) => Math.round(at - (b.openings[i]?.at ?? 0)));
    expect(gaps.slice(0, 4)).toEqual([250, 500, 1000, 2000]);
    expect(Math.max(...gaps)).toBe(2000);
  });

  it('all that may be there answer wrongly, each in its way: wrong-device', async () => {
    const other: InstrumentModel = {
      ...contecV7Serial,
      id: 'other',
      serial: { ...contecV7Serial.serial, baudRate: 9600 },
      create: neverAnswers,
    };
    const b = setUp({ '/dev/a': 'noise' }, [contecV7Serial, other]);
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(9000);
    expect(b.hub.status('oximetry').fault).toMatchObject({ code: 'wrong-device' });
    expect(b.mostOpen()).toBe(1);
  });

  it('finds the right one among several ports', async () => {
    const b = setUp({ '/dev/a': 'mute' });
    b.ports = [bridge('/dev/a'), bridge('/dev/b')];
    b.hub.want('oximetry');
    await b.clock.advance(5000);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'streaming', fault: null });
    expect(b.hub.units().map(({ fault }) => fault?.code)).toEqual(['no-answer', undefined]);
  });

  it('the one port answers wrongly: its own fault', async () => {
    const b = setUp({ '/dev/a': 'mute' });
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(2400);
    expect(b.hub.status('oximetry').fault?.code).toBe('no-answer');
  });

  it('release stops, is idempotent, and can be followed by want', async () => {
    const b = setUp();
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(1000);
    await Promise.all([b.hub.release('oximetry'), b.hub.release('oximetry'), b.clock.advance(100)]);
    expect(b.hub.status('oximetry')).toMatchObject({ state: 'ready', fault: null, lastFrameAt: null });
    expect(oximeters[0]?.state.streaming).toBe(false);
    const count = dataCount(b);
    await b.clock.advance(3000);
    expect(dataCount(b)).toBe(count);
    b.hub.want('oximetry');
    await b.clock.advance(500);
    expect(b.hub.status('oximetry').state).toBe('streaming');
  });

  it('release is bounded even when opening hangs', async () => {
    const b = setUp({ '/dev/a': 'hangs' });
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(500);
    let released = false;
    void b.hub.release('oximetry').then(() => {
      released = true;
    });
    await b.clock.advance(3100);
    expect(released).toBe(true);
  });

  it('keeps what it knew when the list fails', async () => {
    const b = setUp();
    b.ports = [bridge('/dev/a')];
    b.hub.want('oximetry');
    await b.clock.advance(1000);
    const list = Object.getOwnPropertyDescriptor(b, 'ports');
    Object.defineProperty(b, 'ports', {
      configurable: true,
      get: () => {
        throw new Error('udev is away');
      },
    });
    await b.clock.advance(2000);
    expect(b.hub.status('oximetry').state).toBe('streaming');
    if (list !== undefined) Object.defineProperty(b, 'ports', list);
  });
});
