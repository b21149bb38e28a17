import { expect, it } from 'vitest';
import { chosen } from './chosen.ts';

const camera = (label: string, deviceId = label) =>
  ({ deviceId, kind: 'videoinput', label }) as MediaDeviceInfo;
const listing = (...list: MediaDeviceInfo[]) => ({ enumerateDevices: async () => list });

it('the room is looked at with the camera that is for it, not with the first one', async () => {
  const two = listing(camera('Otoscope X'), camera('HD Webcam'));
  expect(await chosen(two, {}, 'face')).toEqual({ deviceId: { exact: 'HD Webcam' } });
  expect(await chosen(two, { face: 'otoscope', otoscope: null }, 'face')).toEqual({
    deviceId: { exact: 'Otoscope X' },
  });
});

it('whatever there is, when nothing has a name yet, nothing fits or nothing can be listed', async () => {
  expect(await chosen(listing(camera('', '')), {}, 'face')).toBe(true);
  expect(await chosen(listing(camera('HD Webcam')), { face: 'gone' }, 'face')).toBe(true);
  const broken = { enumerateDevices: () => Promise.reject(new Error('no')) };
  expect(await chosen(broken, {}, 'voice')).toBe(true);
  expect(await chosen(undefined, {}, 'voice')).toBe(true);
});
