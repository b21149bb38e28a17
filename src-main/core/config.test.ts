import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('defaults need nothing but the data folder', () => {
  const config = readConfig({ BOX_DATA: '/data' });
  expect(config).toMatchObject({
    box: 'cabinet-1',
    port: 7800,
    simulation: false,
    journalFile: '/data/journal.sqlite',
  });
});

test('a wrong setting is named with what was expected', () => {
  expect(() => readConfig({})).toThrow(/BOX_DATA/);
  expect(() => readConfig({ BOX_DATA: '/d', BOX_NAME: 'Not A Name' })).toThrow(/BOX_NAME: lower-case/);
  expect(() => readConfig({ BOX_DATA: '/d', BOX_PORT: '99999' })).toThrow(/BOX_PORT/);
  expect(() => readConfig({ BOX_DATA: '/d', BOX_ICE_SERVERS: '{' })).toThrow(/BOX_ICE_SERVERS: not JSON/);
});

test('what is fitted is models and capabilities', () => {
  const names = (env: NodeJS.ProcessEnv) => readConfig({ BOX_DATA: '/d', ...env }).fitted.map((f) => f.name);
  expect(names({})).toEqual([]);
  expect(names({ BOX_VIRTUAL_BUS: '/bus' })).toEqual(['oximetry']);
  expect(names({ BOX_FITTED: 'contec-v7-serial, weight' })).toEqual(['contec-v7-serial', 'weight']);
  expect(() => names({ BOX_FITTED: 'teapot' })).toThrow(
    /BOX_FITTED: neither a model nor a capability: teapot/,
  );
  expect(() => readConfig({ BOX_DATA: '/d', BOX_PRINTER: 'http://x' })).toThrow(/BOX_PRINTER/);
});

test('exams are shortened in simulation only', () => {
  const BOX_DELAYS = '{"minimumOnFingerMs":8000}';
  expect(() => readConfig({ BOX_DATA: '/d', BOX_DELAYS })).toThrow(/refused with real instruments/);
  expect(readConfig({ BOX_DATA: '/d', BOX_DELAYS, BOX_VIRTUAL_BUS: '/bus' }).delays).toEqual({
    minimumOnFingerMs: 8000,
  });
});
