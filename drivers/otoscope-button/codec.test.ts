import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itTakesAnyInput } from '../testing/any-input.ts';
import { split } from '../testing/noise.ts';
import { codecBytes, describePublicVectors } from '../testing/public-vectors.ts';
import { otoscopeButtonCodec } from './codec.ts';
import { createEvdevDecoder } from './evdev-decoder.ts';
import { packInputEvent } from './pack.ts';

const SYNC = packInputEvent(0, 0, 0);

const inputs: readonly (readonly [string, object])[] = [
  ['82030001', { layer: 'uvc-status', event: 'button', interface: 3, pressed: true }],
  ['02010300', { layer: 'uvc-status', event: 'stream-error', interface: 1, code: 3 }],
  ['01050009001122', { layer: 'uvc-status', event: 'control-change', unit: 5, selector: 9 }],
  ['0105000900112233', { layer: 'uvc-status', event: 'control-change', unit: 5, selector: 9 }],
  ['02002c2846000000', { layer: 'hid-keyboard', keys: ['SPACE', 'ENTER', 'PRINT_SCREEN'] }],
  ['0000040000000000', { layer: 'hid-keyboard', keys: ['0x04'] }],
  ['02ea00', { layer: 'hid-consumer', usage: 'VOLUME_DOWN', note: 'report id 2, usage 0x00EA' }],
  ['010000', { layer: 'hid-consumer', usage: null, note: 'report id 1, usage 0x0000' }],
  ['012902', { layer: 'hid-consumer', usage: '0x0229', note: 'report id 1, usage 0x0229' }],
];

describe('otoscope-button codec', () => {
  it.each(inputs)('%s', (hex, expected) => {
    expect(otoscopeButtonCodec.decode(codecBytes(hex))).toEqual({
      frames: [expected],
      discardedBytes: 0,
      discardedFrames: 0,
    });
  });

  it('reads a batch of input events', () => {
    const batch = Buffer.concat([
      packInputEvent(4, 4, 458_792),
      packInputEvent(1, 28, 2),
      packInputEvent(1, 30, 0),
      packInputEvent(0, 3, 0),
      SYNC,
    ]);
    expect(otoscopeButtonCodec.decode(Uint8Array.from(batch)).frames).toEqual([
      {
        layer: 'evdev',
        events: [
          { kind: 4, code: 4, value: 458_792 },
          { key: 'ENTER', state: 'repeat' },
          { key: 'KEY_30', state: 'up' },
          { sync: true, dropped: true },
          { sync: true },
        ],
      },
    ]);
  });

  it.each([
    ['status of no interface', '00010001'],
    ['button value 2', '02010002'],
    ['more keys than fit', '0000010101010101'],
    ['consumer report without an id', '00e900'],
    ['key state 3', Buffer.from(packInputEvent(1, 212, 3)).toString('hex')],
    ['a million microseconds', Buffer.from(packInputEvent(1, 212, 1, 1_000_000)).toString('hex')],
    ['half a record', '00f1536500'],
  ])('%s: discarded', (_name, hex) => {
    expect(otoscopeButtonCodec.decode(codecBytes(hex))).toMatchObject({ frames: [], discardedFrames: 1 });
  });

  it('takes no command', () => {
    expect(otoscopeButtonCodec.encode({ command: 'press' })).toHaveProperty('error');
  });

  itTakesAnyInput((bytes) => otoscopeButtonCodec.decode(bytes), 1, 10_000);
});

describe('evdev decoder', () => {
  const good = fc.constantFrom(SYNC, packInputEvent(1, 212, 1), packInputEvent(1, 212, 0));
  const any = fc.uint8Array({ minLength: 24, maxLength: 24 });

  it('gives the same records however the reads are cut; a bad one costs only itself', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(good, any), { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (records, cuts) => {
          const stream = Uint8Array.from(Buffer.concat(records));
          const [whole, cut] = [createEvdevDecoder(), createEvdevDecoder()];
          const found = split(stream, cuts).flatMap((chunk) => cut.push(chunk));
          expect(found).toEqual(whole.push(stream));
          expect(cut.discarded).toEqual(whole.discarded);
          expect(found.length + cut.discarded.frames).toBe(records.length);
        },
      ),
      { numRuns: 2000, seed: 2 },
    );
  });

  it('counts what a read left over', () => {
    const decoder = createEvdevDecoder();
    expect(decoder.push(SYNC.subarray(0, 23))).toEqual([]);
    decoder.finish();
    expect(decoder.discarded).toEqual({ bytes: 23, frames: 1 });
  });
});

describePublicVectors('otoscope-button', otoscopeButtonCodec);
