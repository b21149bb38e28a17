import { expect, it, vi } from 'vitest';
import type { Preview } from './previews.ts';
import { openPreviews } from './previews.ts';

interface Track {
  live: boolean;
  stop(): void;
}

function harness(names: readonly string[], allowed = true) {
  const events = new EventTarget();
  const tracks: Track[] = [];
  const asked: MediaStreamConstraints[] = [];
  let list = [...names];
  let knows = allowed;
  let seen: readonly Preview[] = [];
  const device = (name: string) =>
    ({
      deviceId: name,
      kind: name.startsWith('mic') ? 'audioinput' : name.startsWith('loud') ? 'audiooutput' : 'videoinput',
      label: knows ? name : '',
    }) as MediaDeviceInfo;
  const previews = openPreviews(
    {
      async getUserMedia(wanted = {}) {
        asked.push(wanted);
        if (JSON.stringify(wanted).includes('broken')) throw new Error('NotReadableError');
        knows = true;
        const track: Track = {
          live: true,
          stop() {
            track.live = false;
          },
        };
        tracks.push(track);
        return { getTracks: () => [track] } as unknown as MediaStream;
      },
      enumerateDevices: async () => list.map(device),
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
    },
    (now) => {
      seen = now;
    },
  );
  return {
    previews,
    asked,
    live: () => tracks.filter(({ live }) => live).length,
    shown: () =>
      seen.map(({ device: { label }, stream }) => [label, stream === 'none' ? 'none' : stream !== null]),
    plug(next: readonly string[]) {
      list = [...next];
      events.dispatchEvent(new Event('devicechange'));
    },
  };
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 2 });

it('shows every camera and microphone, and says which one gives nothing', async () => {
  const h = harness(['room', 'broken', 'default', 'mic', 'loudspeaker']);
  await until(() =>
    expect(h.shown()).toEqual([
      ['room', true],
      ['broken', 'none'],
      ['mic', true],
    ]),
  );
  expect(h.asked[0]).toMatchObject({ video: { deviceId: { exact: 'room' }, width: { ideal: 320 } } });
  h.previews.close();
  expect(h.live()).toBe(0);
});

it('asks once where no name is told yet, and gives back what it was given for that', async () => {
  const h = harness(['room'], false);
  await until(() => expect(h.shown()).toEqual([['room', true]]));
  expect(h.asked[0]).toEqual({ video: true, audio: true });
  expect(h.live()).toBe(1);
  h.previews.close();
});

it('follows what is plugged and pulled, and opens nothing twice', async () => {
  const h = harness(['room', 'pen']);
  await until(() => expect(h.live()).toBe(2));
  h.plug(['room', 'page']);
  h.plug(['room', 'page']);
  await until(() =>
    expect(h.shown()).toEqual([
      ['room', true],
      ['page', true],
    ]),
  );
  expect([h.live(), h.asked.length]).toEqual([2, 3]);
  h.previews.close();
  h.plug(['room', 'pen']);
  expect(h.live()).toBe(0);
});

it('closed while it opens: nothing stays open', async () => {
  const h = harness(['room', 'pen']);
  h.previews.close();
  await new Promise((done) => setTimeout(done, 10));
  expect(h.live()).toBe(0);
});
