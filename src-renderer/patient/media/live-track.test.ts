import { expect, test } from 'vitest';
import type { MediaNeed } from '../../../state-machines/media.ts';
import type { InputDevice } from './choose-inputs.ts';
import { createLiveTrack } from './live-track.ts';

const settle = () => new Promise((done) => setTimeout(done, 1));
const device = (deviceId: string): InputDevice => ({ deviceId, kind: 'videoinput', label: deviceId });

class FakeTrack extends EventTarget {
  readyState = 'live';
  stop() {
    this.readyState = 'ended';
  }
  unplug() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

function harness(can = true) {
  const opened: FakeTrack[] = [];
  const changes: string[] = [];
  const live = createLiveTrack({
    async open() {
      await settle();
      if (!can) return null;
      const track = new FakeTrack();
      opened.push(track);
      return track as unknown as MediaStreamTrack;
    },
    onChange: (need, track) => changes.push(`${need} ${track ? 'live' : 'none'}`),
  });
  const running = () => opened.filter(({ readyState }) => readyState === 'live').length;
  return { live, opened, changes, running };
}
const until = async () => {
  await settle();
  await settle();
};

test('opened once while wanted, given back when not', async () => {
  const h = harness();
  const pen = device('pen');
  h.live.want('otoscope', pen);
  h.live.want('otoscope', device('pen'));
  await until();
  expect([h.opened.length, h.running()]).toEqual([1, 1]);
  expect(h.live.of('otoscope')).not.toBe(null);
  expect(h.live.of('stethoscope')).toBe(null);
  h.live.want(null, null);
  expect(h.running()).toBe(0);
  expect(h.changes).toEqual(['otoscope none', 'otoscope live', 'null none']);
});

test('what opens after it is not wanted any more is closed at once and shown to nobody', async () => {
  const h = harness();
  h.live.want('otoscope', device('pen'));
  h.live.want('stethoscope', device('ear'));
  h.live.want(null, null);
  await until();
  expect([h.opened.length, h.running()]).toEqual([2, 0]);
  expect(h.changes).not.toContain('otoscope live');
  expect(h.changes).not.toContain('stethoscope live');
});

test('unplugged: told, and opened anew when the device is back', async () => {
  const h = harness();
  h.live.want('otoscope', device('pen'));
  await until();
  h.opened[0]?.unplug();
  expect(h.changes.at(-1)).toBe('otoscope none');
  expect(h.live.of('otoscope')).toBe(null);
  h.live.want('otoscope', null);
  h.live.want('otoscope', device('pen'));
  await until();
  expect(h.running()).toBe(1);
});

test('a device that cannot be opened is tried again when asked again, and a closed desk holds nothing', async () => {
  const broken = harness(false);
  const need: MediaNeed = 'otoscope';
  broken.live.want(need, device('pen'));
  await until();
  expect(broken.changes).toEqual(['otoscope none']);
  broken.live.want(need, device('pen'));
  await until();
  expect(broken.changes).toEqual(['otoscope none', 'otoscope none']);
  const h = harness();
  h.live.want(need, device('pen'));
  h.live.close();
  await until();
  expect(h.running()).toBe(0);
});
