import { expect, test } from 'vitest';
import type { UnitStatus } from '../../drivers/hub-contract.ts';
import { saidBy, table } from './table.ts';

const identity = { model: 'contec-v7-serial', label: 'Contec CMS50E', serial: 'V10011', firmware: '1.2' };
const heard = new Map([['oximetry', { text: 'spo2 97 %', at: 500, by: identity }]] as const);
const unit: UnitStatus = {
  port: { path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60' },
  state: 'streaming',
  identity,
  capabilities: ['oximetry'],
  fault: null,
  lastFrameAt: 900,
};
const raw = new Uint8Array();

test('a unit that streams: who it is, what it says, how old that is', () => {
  expect(table([unit], heard, 1500).split('\n')).toEqual([
    'serial 10c4:ea60 /dev/ttyUSB0',
    '    Contec CMS50E, serial V10011, firmware 1.2: streaming [oximetry]',
    '    oximetry: spo2 97 %, 1.0 s ago',
    '',
  ]);
});

test('a unit that does not stream shows no number from before', () => {
  const fault = { code: 'silent', detail: 'no frame in 3000 ms' } as const;
  const text = table([{ ...unit, state: 'faulted', identity: null, fault }], heard, 1500);
  expect(text).toContain('not told apart yet: faulted, silent: no frame in 3000 ms');
  expect(text).not.toContain('97');
});

test('no value is a dash, never a zero; a wave says nothing here', () => {
  const values = [
    { quantity: 'spo2', value: null },
    { quantity: 'pulse-rate', value: 142 },
    { quantity: 'body-temperature', value: null, outside: 'above' },
  ] as const;
  const reading = { kind: 'reading', at: 1, contact: 'searching', quality: 'poor', values, raw } as const;
  expect(saidBy(reading)).toBe('spo2 –, pulse-rate 142 /min, body-temperature above (searching, poor)');
  const wave = { wave: 'pleth', at: 1, rate: 60, range: [0, 100], samples: [1], beat: false } as const;
  expect(saidBy({ kind: 'waveform', ...wave })).toBeNull();
  expect(saidBy({ kind: 'cuff-pressure', at: 1, mmHg: 120 })).toBe('cuff 120 mm[Hg]');
});

test('what another instrument says is not told of this one', () => {
  expect(table([{ ...unit, identity: { ...identity } }], heard, 1500)).not.toContain('97');
});

test('nothing plugged is said', () => {
  expect(table([], new Map(), 0)).toBe('no port that an instrument may be behind\n');
});
