import { expect, test } from 'vitest';
import { mayRequest } from './request-gate.ts';

const may = (url: string, resourceType = 'xhr', port: number | null = 7800) =>
  mayRequest({ url, resourceType }, port);

test('our own files, blobs and the core are let through', () => {
  expect(may('app://box/patient/index.html', 'mainFrame')).toBe(true);
  expect(may('blob:app://box/6d6a3c1e', 'media')).toBe(true);
  expect(may('ws://127.0.0.1:7800/api', 'webSocket')).toBe(true);
  expect(may('data:image/png;base64,AAAA', 'image')).toBe(true);
});

test.each([
  'https://example.org/',
  'http://127.0.0.1:7800/token',
  'ws://127.0.0.1:7801/api',
  'ws://127.0.0.1:7800/other',
  'ws://localhost:7800/api',
  'wss://127.0.0.1:7800/api',
  'ws://127.0.0.1:7800@evil.example/api',
  'app://other/patient/',
  'app://box@evil/patient/',
  'app://user@box/patient/',
  'file:///etc/passwd',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu',
  'blob:https://example.org/1',
  'data:text/html,hello',
  'not an address',
])('%s is refused', (url) => {
  expect(may(url)).toBe(false);
});

test('a data: image may be an image only, and no socket opens before a core is known', () => {
  expect(may('data:image/svg+xml,<svg/>', 'mainFrame')).toBe(false);
  expect(may('ws://127.0.0.1:7800/api', 'webSocket', null)).toBe(false);
});
