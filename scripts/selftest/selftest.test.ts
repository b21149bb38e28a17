import { describe, expect, it } from 'vitest';
import { adviceKey, type SelftestLine } from '../../src-main/api/selftest-protocol.ts';
import { sayIn } from '../../src-renderer/technician/texts/index.ts';
import { readOptions } from './options.ts';
import { toJson, toTable, worst } from './report.ts';

const line = (more: Partial<SelftestLine>): SelftestLine => ({
  id: 'disk',
  group: 'storage',
  status: 'pass',
  reason: null,
  advice: null,
  facts: {},
  capabilities: [],
  durationMs: 1,
  at: 0,
  ...more,
});
const broken = line({
  id: 'instrument.oximetry',
  group: 'instruments',
  status: 'fail',
  reason: { code: 'garbage', detail: '512 bytes' },
  advice: adviceKey('garbage'),
  facts: { port: '/dev/ttyUSB0' },
  capabilities: ['oximetry'],
});
const absent = line({
  id: 'printer',
  group: 'printing',
  status: 'not-fitted',
  reason: { code: 'no-printer', detail: '' },
  advice: adviceKey('no-printer'),
});

describe('the command line', () => {
  const read = (...args: string[]) => readOptions(args, {}, '/var/box');

  it('speaks French to people about everything, unless told otherwise', () => {
    expect(read()).toEqual({ json: false, language: 'fr', ids: null, data: '/var/box' });
    expect(read('--json', '--lang', 'en', '--only', 'disk,clock', '--data', '/d')).toEqual({
      json: true,
      language: 'en',
      ids: ['disk', 'clock'],
      data: '/d',
    });
    expect(readOptions([], { BOX_DATA: '/env' }, '/var/box')?.data).toBe('/env');
  });

  it.each([['--jsn'], ['all'], ['--lang', 'tlh'], ['--only', ''], ['--lang']])('refuses %s %s', (...args) => {
    expect(read(...args)).toBeNull();
  });
});

describe('the report', () => {
  it('the worst of what is fitted counts', () => {
    expect(worst([line({}), absent])).toBe('pass');
    expect(worst([line({ status: 'warn' }), line({})])).toBe('warn');
    expect(worst([line({ status: 'warn' }), broken])).toBe('fail');
  });

  it('for machines: counts, what is closed, every line', () => {
    expect(JSON.parse(toJson([broken, line({}), absent], 7, true))).toMatchObject({
      v: 1,
      at: 7,
      core: true,
      status: 'fail',
      counts: { pass: 1, warn: 0, fail: 1, 'not-fitted': 1 },
      closed: ['oximetry'],
      lines: [{ id: 'instrument.oximetry' }, { id: 'disk' }, { id: 'printer' }],
    });
  });

  it('for people: how it stands, why, what to do; nothing to do about what is not there', () => {
    const text = toTable([broken, line({ facts: { freeMB: 900 } }), absent], 0, sayIn('en'));
    expect(text).toContain('✗ Broken      Oximeter');
    expect(text).toContain('The bytes received make no sense. (512 bytes)');
    expect(text).toContain('→ Keep the cable away from others');
    expect(text).toContain('900 MB free');
    expect(text).toContain('Exams closed: Oximeter');
    expect(text).not.toContain('→ Declare it');
  });
});
