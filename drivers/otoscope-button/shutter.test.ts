import { describe, expect, it } from 'vitest';
import type { ButtonFrame } from './events.ts';
import { DEBOUNCE_MS, LONGEST_IDLE_MS, SHUTTER_AT_REST, stepShutter } from './shutter.ts';

const button = (pressed: boolean): ButtonFrame => ({
  layer: 'uvc-status',
  event: 'button',
  interface: 1,
  pressed,
});
const key = (state: 'down' | 'up' | 'repeat', name = 'CAMERA'): ButtonFrame => ({
  layer: 'evdev',
  events: [{ key: name, state }, { sync: true }],
});
const keyboard = (...keys: string[]): ButtonFrame => ({ layer: 'hid-keyboard', keys });
const consumer = (usage: string | null): ButtonFrame => ({ layer: 'hid-consumer', usage, note: '' });

/** Pictures taken, by the moment of the frame. */
function pictures(...frames: readonly (readonly [number, ButtonFrame])[]): number[] {
  let state = SHUTTER_AT_REST;
  return frames.flatMap(([at, frame]) => {
    const step = stepShutter(state, frame, at);
    state = step.state;
    return step.press ? [at] : [];
  });
}

describe('shutter', () => {
  it.each([
    ['UVC', button(true), button(false)],
    ['evdev', key('down'), key('up')],
    ['keyboard', keyboard('ENTER'), keyboard()],
    ['consumer', consumer('VOLUME_UP'), consumer(null)],
  ])('%s: one picture a press, at the press', (_layer, down, up) => {
    expect(pictures([0, down], [80, up], [1000, down], [1080, up])).toEqual([0, 1000]);
    expect(pictures([0, up], [500, up])).toEqual([]);
  });

  it('a repeat, or a report that only says "still held", takes no picture', () => {
    expect(pictures([0, key('down')], [500, key('repeat')], [900, key('repeat')])).toEqual([0]);
    const idle = [0, 1020, 2040, 3060] as const;
    expect(pictures(...idle.map((at) => [at, keyboard('ENTER')] as const))).toEqual([0]);
    expect(pictures(...idle.map((at) => [at, button(true)] as const))).toEqual([0]);
    expect(pictures(...idle.map((at) => [at, consumer('VOLUME_UP')] as const))).toEqual([0]);
  });

  it('a bouncing contact takes one picture, however long it bounces', () => {
    const frames = [0, 40, 290, 550].flatMap((at) => [
      [at, key('down')] as const,
      [at + 20, key('up')] as const,
    ]);
    expect(pictures(...frames)).toEqual([0]);
    expect(pictures([0, key('down')], [50, key('up')], [DEBOUNCE_MS, key('down')])).toEqual([0, DEBOUNCE_MS]);
  });

  it('the press behind a release that got lost is one', () => {
    // The kernel tells no key "down" twice without an "up" in between, other than as repeated.
    expect(pictures([0, key('down')], [500, key('down')], [600, key('up')])).toEqual([0, 500]);
    const silent = LONGEST_IDLE_MS + 1;
    for (const down of [button(true), keyboard('ENTER'), consumer('VOLUME_UP')])
      expect(pictures([0, down], [silent, down], [2 * silent, down])).toEqual([0, silent, 2 * silent]);
    // Still held beside another key: what is held has changed, so no release got lost.
    expect(pictures([0, keyboard('ENTER')], [silent, keyboard('ENTER', '0x04')])).toEqual([0]);
  });

  it('held while events were lost: the next "down" is a press, a repeat none', () => {
    const lost: ButtonFrame = { layer: 'evdev', events: [{ sync: true, dropped: true }] };
    const sync: ButtonFrame = { layer: 'evdev', events: [{ sync: true }] };
    // The "up" is among what was lost.
    expect(pictures([0, key('down')], [500, lost], [501, sync], [600, key('down')])).toEqual([0, 600]);
    // Held all the while: the kernel goes on repeating.
    expect(pictures([0, key('down')], [500, lost], [501, sync], [600, key('repeat')])).toEqual([0]);
  });

  it('what comes between lost events and the end of their batch is old', () => {
    const late: ButtonFrame = {
      layer: 'evdev',
      events: [{ sync: true, dropped: true }, { key: 'CAMERA', state: 'down' }, { sync: true }],
    };
    expect(pictures([0, late], [400, key('down')])).toEqual([400]);
  });

  it('other keys, stream errors and changed controls are not the shutter', () => {
    expect(
      pictures(
        [0, key('down', 'KEY_30')],
        [400, keyboard('0x04')],
        [800, consumer('VOLUME_DOWN')],
        [1200, { layer: 'uvc-status', event: 'stream-error', interface: 1, code: 2 }],
        [1600, { layer: 'uvc-status', event: 'control-change', unit: 2, selector: 4 }],
      ),
    ).toEqual([]);
  });
});
