import { describe, expect, it } from 'vitest';
import { arbitrate, type Line } from './arbiter.ts';
import { berryPm6750 } from './berry-pm6750/model.ts';
import { contecV7Serial } from './contec-v7-serial/model.ts';
import type { Fault, PortInfo, SerialModel } from './contract.ts';
import { otoscopeButtonHid } from './otoscope-button/model.ts';
import { portKey } from './port-watch.ts';
import { instrumentModels, modelsFor } from './registry.ts';

const camera = { transport: 'hid', vendorId: '0c45', productId: '6353' } as const;
const key = (path: string, place: string | undefined, usagePage: number): PortInfo => ({
  ...camera,
  path,
  place,
  usagePage,
});
const line = (port: PortInfo, state: 'ready' | 'faulted' = 'ready'): Line => ({
  model: otoscopeButtonHid,
  unit: {
    port,
    state,
    identity: null,
    capabilities: ['shutter'],
    fault: state === 'faulted' ? { code: 'no-permission', detail: 'EACCES' } : null,
    lastFrameAt: null,
  },
});
const standing = (...lines: readonly Line[]) =>
  arbitrate('shutter', lines, instrumentModels, { wanted: true, wentAway: false });

const KEYBOARD = key('/dev/hidraw0', 'usb-0000:00:14.0-1', 0x01);
const CONSUMER = key('/dev/hidraw1', 'usb-0000:00:14.0-1', 0x0c);

describe('a composite device', () => {
  it('is one instrument however many nodes it has', () => {
    const [first, second] = [line(KEYBOARD), line(CONSUMER)];
    expect(standing(first, second)).toMatchObject({ line: first, fault: null });
    expect(standing(line(KEYBOARD, 'faulted'), second)).toMatchObject({ line: second, fault: null });
  });

  it('two of them are two alike, and so are two whose place is not told', () => {
    const other = line(key('/dev/hidraw2', 'usb-0000:00:14.0-2', 0x01));
    expect(standing(line(KEYBOARD), line(CONSUMER), other)).toMatchObject({
      line: null,
      fault: { code: 'two-alike', detail: '2 × otoscope-button-hid' },
    });
    const [a, b] = [key('/dev/hidraw0', undefined, 1), key('/dev/hidraw1', undefined, 1)];
    expect(standing(line(a), line(b)).fault?.code).toBe('two-alike');
  });

  it('only its interfaces for keys are asked; where no page is told, any', () => {
    const ids = (port: PortInfo) => modelsFor(port, instrumentModels).models.map(({ id }) => id);
    expect(ids(KEYBOARD)).toEqual(['otoscope-button-hid']);
    expect(ids(CONSUMER)).toEqual(['otoscope-button-hid']);
    expect(ids({ ...KEYBOARD, usagePage: 0xff00 })).toEqual([]);
    expect(ids({ ...KEYBOARD, usagePage: 0 })).toEqual(['otoscope-button-hid']);
    expect(ids({ ...camera, path: '/dev/hidraw0' })).toEqual(['otoscope-button-hid']);
  });
});

describe('two alike, and another that serves the same', () => {
  const of = (model: SerialModel, path: string, fault: Fault | null = null): Line => ({
    model,
    unit: {
      port: { path },
      state: fault === null ? 'streaming' : 'faulted',
      identity: null,
      capabilities: model.capabilities,
      fault,
      lastFrameAt: null,
    },
  });
  const oximetry = (...lines: readonly Line[]) =>
    arbitrate('oximetry', lines, instrumentModels, { wanted: true, wentAway: false });
  const [a, b] = [of(contecV7Serial, '/dev/a'), of(contecV7Serial, '/dev/b')];
  const other = of(berryPm6750, '/dev/c');
  const twoAlike = { code: 'two-alike', detail: '2 × contec-v7-serial' };

  it('the other serves, and the fault stays named', () => {
    expect(oximetry(a, other, b)).toEqual({ line: other, state: 'streaming', fault: twoAlike });
    expect(oximetry(a, other)).toEqual({ line: a, state: 'streaming', fault: null });
  });

  it('a fault of the other is told first; two of each serve nobody', () => {
    const silent = { code: 'silent', detail: 'no frame' } as const;
    expect(oximetry(a, b, of(berryPm6750, '/dev/c', silent))).toMatchObject({
      state: 'faulted',
      fault: silent,
    });
    expect(oximetry(a, b, other, of(berryPm6750, '/dev/d'))).toEqual({
      line: null,
      state: 'faulted',
      fault: twoAlike,
    });
  });

  it('two of one that would not be taken anyway are no fault of the first', () => {
    expect(oximetry(a, other, of(berryPm6750, '/dev/d'))).toEqual({
      line: a,
      state: 'streaming',
      fault: null,
    });
  });

  it('whoever was chosen among the two serves without a fault', () => {
    const chosen = arbitrate('oximetry', [a, b, other], instrumentModels, {
      wanted: true,
      wentAway: false,
      preferred: portKey(b.unit.port),
    });
    expect(chosen).toEqual({ line: b, state: 'streaming', fault: null });
  });
});
