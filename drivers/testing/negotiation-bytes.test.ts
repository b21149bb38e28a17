/**
 * Instruments share USB ids, so a question meant for one is heard by another. Whatever a driver writes while it asks
 * who is there, and while it takes its leave, must start no cuff.
 */
import { describe, expect, it } from 'vitest';
import type { VirtualModel } from '../../fixtures/contract.ts';
import { createBerry } from '../../fixtures/cuff/berry.ts';
import type { CuffInstrument } from '../../fixtures/cuff/instrument.ts';
import { createNibp2020 } from '../../fixtures/cuff/nibp2020.ts';
import { createSuntech } from '../../fixtures/cuff/suntech.ts';
import { virtualModels } from '../../fixtures/instruments.ts';
import { createRandom } from '../../fixtures/parts/random.ts';
import { berryPm6750 } from '../berry-pm6750/model.ts';
import { createManualClock } from '../clock.ts';
import type { InstrumentModel, SerialModel } from '../contract.ts';
import { nibp2020 } from '../nibp2020/model.ts';
import { suntechAdvantage } from '../suntech-advantage/model.ts';
import { everyModel } from './every-model.ts';
import { createFakeHidLink } from './fake-hid-link.ts';
import { openDriver } from './run-driver.ts';
import { STARTS, startsIn } from './start-bytes.ts';
import { heardAs } from './uart.ts';

const LONGEST_NEGOTIATION_MS = 60_000;
const models = await everyModel();
const cuffModels: readonly SerialModel[] = [berryPm6750, nibp2020, suntechAdvantage];

/** What is at the other end: gets what the driver writes, and may say something to it. */
interface Other {
  hears(bytes: Uint8Array, say: (bytes: Uint8Array) => void): void;
}

function noise(seed: number): Other {
  const random = createRandom(seed);
  return {
    hears(_bytes, say) {
      say(Uint8Array.from({ length: 8 * (1 + Math.floor(random.next() * 8)) }, () => random.next() * 256));
    },
  };
}

const nobody: Other = { hears: () => undefined };
/** A bridge with nothing behind it whose lines touch. */
const echo: Other = { hears: (bytes, say) => say(bytes) };

interface Said {
  readonly writes: readonly Uint8Array[];
  readonly ended: boolean;
  readonly known: boolean;
}

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

/** All that the model's driver writes from its making to its close. */
async function saidTo(model: InstrumentModel, other: Other | VirtualModel): Promise<Said> {
  const clock = createManualClock();
  const link = createFakeHidLink(
    clock,
    (bytes) => ('hears' in other ? other.hears(bytes, link.feed) : virtual?.receive(bytes)),
    (report) => ('hears' in other ? other.hears(report, link.feed) : virtual?.receiveFeature?.(report)),
  );
  const virtual = 'hears' in other ? null : other.create({ seed: 1, clock, send: link.feed });
  const { driver, negotiated } = openDriver(model, link.link, clock);
  const result = await negotiated(LONGEST_NEGOTIATION_MS);
  await Promise.all([driver.close(), clock.advance(2000)]);
  virtual?.stop();
  return {
    writes: [...link.sent, ...link.features].map(fromHex),
    ended: result !== null,
    known: result !== null && 'identity' in result,
  };
}

/** Nobody, what makes no sense, and every instrument that the same kind of line may lead to, the right one too. */
const othersOf = ({ transport }: InstrumentModel): readonly (Other | VirtualModel)[] => [
  nobody,
  echo,
  noise(1),
  noise(2),
  ...virtualModels.filter((virtual) => virtual.transport === transport),
];

const everything = new Map<InstrumentModel, readonly Said[]>();
for (const model of models) {
  everything.set(model, await Promise.all(othersOf(model).map((other) => saidTo(model, other))));
}

/** Each write by itself, and all of one session in one go. */
const writesOf = (model: InstrumentModel) => {
  const sessions = everything.get(model) ?? [];
  const all = sessions.flatMap(({ writes }) => [...writes, Uint8Array.from(Buffer.concat(writes))]);
  return [...new Set(all.map((bytes) => Buffer.from(bytes).toString('hex')))].map(fromHex);
};

/** The virtual cuffs hear it as well: they obey what the real ones do. */
const cuffs: Readonly<Record<string, (parts: Parameters<typeof createBerry>[0]) => CuffInstrument>> = {
  'berry-pm6750': createBerry,
  nibp2020: createNibp2020,
  'nibp2020, SpO2 on': (parts) => createNibp2020({ ...parts, delimiters: 'spo2' }),
  'suntech-advantage': createSuntech,
};

async function moves(make: (typeof cuffs)[string], heard: readonly Uint8Array[]): Promise<boolean> {
  const clock = createManualClock();
  const cuff = make({ seed: 1, clock, send: () => undefined });
  for (const bytes of heard) cuff.receive(bytes);
  await clock.advance(200);
  const { phase, mmHg } = cuff.state;
  cuff.stop();
  return phase !== 'idle' || mmHg > 0;
}

describe('what counts as a start', () => {
  it.each(STARTS)('%s, also in the middle of other bytes', (name, bytes) => {
    expect(startsIn(Uint8Array.of(0x3e, 0x55, ...bytes, 0))).toContain(name);
    expect(startsIn(bytes.subarray(0, 1))).toEqual([]);
  });

  it('a start with a wrong check byte counts, a stop does not', () => {
    expect(startsIn(fromHex('55aa04020100'))).toEqual(['berry-pm6750 start']);
    expect(startsIn(fromHex('55aa040200f9'))).toEqual([]);
    expect(startsIn(fromHex('02303100'))).toEqual(['nibp2020 start']);
    expect(startsIn(fromHex('3a20ff'))).toEqual(['suntech start']);
    expect(startsIn(fromHex('3a79010047'))).toEqual([]);
  });

  it('the virtual cuffs obey it', async () => {
    const obeyed = STARTS.filter(([name]) => /start(Adult)?$|start, /.test(name));
    expect(obeyed).toHaveLength(4);
    for (const [name, bytes] of obeyed) {
      const heardBy = await Promise.all(Object.values(cuffs).map((make) => moves(make, [bytes])));
      expect(
        heardBy.filter((moved) => moved),
        name,
      ).toHaveLength(1);
    }
  });

  it('another rate makes other bytes of it; the same rate does not', () => {
    const [, start] = STARTS[0] ?? ['', new Uint8Array()];
    const settings = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;
    expect(heardAs(start, settings, settings)).toEqual(start);
    expect(heardAs(Uint8Array.of(0x55), { ...settings, baudRate: 4800 }, settings)).not.toEqual(
      Uint8Array.of(0x55),
    );
    // A parity bit is one more bit before the stop bit: the byte is the same.
    expect(heardAs(start, { ...settings, parity: 'odd' }, settings)).toEqual(start);
  });
});

describe('negotiation', () => {
  it('is looked at for every instrument there is, three cuffs among them', () => {
    expect(models.length).toBeGreaterThanOrEqual(14);
    for (const cuff of cuffModels) expect(models).toContain(cuff);
    expect(models.filter((model) => writesOf(model).some(({ length }) => length > 0)).length).toBeGreaterThan(
      8,
    );
  });

  it.each(models.map((model) => [model.id, model] as const))(
    '%s: ends, and knows its own instrument',
    (_id, model) => {
      const sessions = everything.get(model) ?? [];
      expect(sessions.length).toBeGreaterThan(4);
      expect(sessions.every(({ ended }) => ended)).toBe(true);
      const own = othersOf(model).findIndex((other) => 'id' in other && other.id === model.id);
      expect(sessions[own]?.known).toBe(true);
    },
  );

  it.each(models.map((model) => [model.id, model] as const))('%s: writes no start', (_id, model) => {
    expect(writesOf(model).flatMap((bytes) => startsIn(bytes))).toEqual([]);
  });

  it('nor do two of them one behind the other', () => {
    for (const before of models) {
      for (const after of models) {
        const ends = writesOf(before).map((bytes) => bytes.subarray(-16));
        const begins = writesOf(after).map((bytes) => bytes.subarray(0, 16));
        const joined = new Set(
          ends.flatMap((end) => begins.map((begin) => Buffer.concat([end, begin]).toString('hex'))),
        );
        const found = [...joined].flatMap((hex) => startsIn(fromHex(hex)));
        expect(found, `${before.id}, then ${after.id}`).toEqual([]);
      }
    }
  });

  it('nor as a cuff with other line settings hears it', () => {
    const serial = models.filter((model) => model.transport === 'serial');
    expect(serial.length).toBeGreaterThanOrEqual(9);
    for (const model of serial) {
      for (const cuff of cuffModels) {
        const found = writesOf(model).flatMap((bytes) => startsIn(heardAs(bytes, model.serial, cuff.serial)));
        expect(found, `${model.id} heard by ${cuff.id}`).toEqual([]);
      }
    }
  });

  it.each(Object.entries(cuffs))('all of it, to a virtual %s: no air moves', async (_name, make) => {
    for (const model of models) expect(await moves(make, writesOf(model)), model.id).toBe(false);
  });
});
