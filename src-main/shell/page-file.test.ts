import { expect, test } from 'vitest';
import { pageFile } from './page-file.ts';

const at = (address: string) => pageFile('/srv/pages', address);

test('a folder is its index, a file is itself, a query is not part of it', () => {
  expect(at('app://box/patient/')).toEqual({
    file: '/srv/pages/patient/index.html',
    type: 'text/html; charset=utf-8',
  });
  expect(at('app://box/patient/assets/a-1.js?x=1#y')?.file).toBe('/srv/pages/patient/assets/a-1.js');
  expect(at('app://box/patient/assets/hello.opus')?.type).toBe('audio/ogg');
});

test.each([
  'app://other/patient/',
  'https://box/patient/',
  'app://box/..%2f..%2fsecret.json',
  'app://box/..%5c..%5csecret.json',
  'app://box/patient/%00.html',
  'app://box/patient/%zz.html',
  'app://box/patient/core.sqlite',
  'app://box/patient',
])('%s is nothing', (address) => {
  expect(at(address)).toBeNull();
});

test('dots are resolved inside the folder', () => {
  expect(at('app://box/%2e%2e/%2e%2e/etc/passwd.html')?.file).toBe('/srv/pages/etc/passwd.html');
});
