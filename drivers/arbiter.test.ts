import { describe, expect, it } from 'vitest';
import { arbitrate, type Line } from './arbiter.ts';
import type { PortInfo } from './contract.ts';
import { otoscopeButtonHid } from './otoscope-button/model.ts';
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
