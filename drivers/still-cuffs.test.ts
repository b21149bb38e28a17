import { expect, it } from 'vitest';
import { createNibp2020 } from '../fixtures/cuff/nibp2020.ts';
import { createManualClock } from './clock.ts';
import type { PortInfo, SerialSettings } from './contract.ts';
import { createLineOpener } from './line-opener.ts';
import { encodeStart } from './nibp2020/cuff-start.ts';
import { instrumentModels } from './registry.ts';
import { stillEveryCuff } from './still-cuffs.ts';
import { createFakeLink } from './testing/fake-link.ts';
import { startsIn } from './testing/start-bytes.ts';

const adapter = (path: string): PortInfo => ({ path, vendorId: '0403', productId: '6001' });
const berry: PortInfo = { path: '/dev/berry', vendorId: '0483', productId: '5740' };
const NO_LINE = async () => ({ fault: { code: 'open-failed', detail: 'not here' } }) as const;

function setUp(ports: readonly PortInfo[], hears: (path: string, bytes: Uint8Array) => void = () => {}) {
  const clock = createManualClock();
  const written: { path: string; baudRate: number; hex: string }[] = [];
  const open = new Set<string>();
  const openLine = createLineOpener({
    async serial(path: string, { baudRate }: SerialSettings) {
      if (path.endsWith('hangs')) return new Promise<never>(() => undefined);
      if (path.endsWith('busy')) return { fault: { code: 'port-busy', detail: 'locked' } };
      expect(open.has(path)).toBe(false);
      open.add(path);
      const { link } = createFakeLink(clock, (bytes) => {
        written.push({ path, baudRate, hex: Buffer.from(bytes).toString('hex') });
        hears(path, bytes);
      });
      const close = () => {
        open.delete(path);
        return link.close();
      };
      return { link: { ...link, close } };
    },
    hid: NO_LINE,
    input: NO_LINE,
  });
  const still = (fitted: readonly string[] = []) =>
    stillEveryCuff({
      openLine,
      clock,
      fitted,
      models: instrumentModels,
      limitMs: 1000,
      listPorts: async () => ports,
    });
  return { clock, written, open, still };
}

it('tells every cuff that may be on any port to stop, at its own speed, the fitted one first, and leaves', async () => {
  const { clock, written, open, still } = setUp([adapter('/dev/a'), berry]);
  await Promise.all([still(['suntech-advantage']), clock.advance(500)]);
  const at = (path: string) => written.filter((each) => each.path === path).map(({ baudRate }) => baudRate);
  expect(at('/dev/a')).toEqual([9600, 4800, 115_200]);
  expect(at('/dev/berry')).toEqual([115_200]);
  expect(written.flatMap(({ hex }) => startsIn(Uint8Array.from(Buffer.from(hex, 'hex'))))).toEqual([]);
  expect(open.size).toBe(0);
});

it('empties one that a dead core left inflating, without a word from it', async () => {
  let hear: (bytes: Uint8Array) => void = () => undefined;
  const { clock, still } = setUp([adapter('/dev/a')], (_path, bytes) => hear(bytes));
  const cuff = createNibp2020({ seed: 2, clock, send: () => undefined });
  cuff.act({ type: 'arm', change: { cuff: 'on' } });
  cuff.receive(encodeStart('plain'));
  await clock.advance(4000);
  expect(cuff.state.mmHg).toBeGreaterThan(30);
  hear = (bytes) => cuff.receive(bytes);
  await Promise.all([still(), clock.advance(4000)]);
  expect(cuff.state.mmHg).toBeLessThan(15);
  cuff.stop();
});

it('waits for nobody longer than its limit, and never fails', async () => {
  const { clock, written, still } = setUp([adapter('/dev/hangs'), adapter('/dev/busy'), adapter('/dev/a')]);
  let over = false;
  const stilling = still().then(() => {
    over = true;
  });
  await clock.advance(900);
  expect(over).toBe(false);
  expect(new Set(written.map(({ path }) => path))).toEqual(new Set(['/dev/a']));
  await clock.advance(200);
  await stilling;
  const failing = stillEveryCuff({
    openLine: () => Promise.reject(new Error('no line')),
    clock,
    fitted: [],
    models: instrumentModels,
    limitMs: 1000,
    listPorts: () => Promise.reject(new Error('udev is away')),
  });
  await expect(failing).resolves.toBeUndefined();
});
