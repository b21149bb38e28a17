import { expect, test } from 'vitest';
import { mayUse } from './permissions.ts';

test('camera and microphone for our own top page only', () => {
  expect(mayUse('media', 'app://box/', true)).toBe(true);
  expect(mayUse('media', 'app://box/patient/', true)).toBe(true);
  expect(mayUse('media', 'app://box/', false)).toBe(false);
  expect(mayUse('media', 'https://example.org/', true)).toBe(false);
  expect(mayUse('media', '', true)).toBe(false);
});

test.each([
  'geolocation',
  'notifications',
  'hid',
  'serial',
  'usb',
  'midi',
  'clipboard-read',
  'display-capture',
  'openExternal',
])('%s is denied even to us', (permission) => {
  expect(mayUse(permission, 'app://box/', true)).toBe(false);
});
