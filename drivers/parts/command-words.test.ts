import { expect, it } from 'vitest';
import { splitArgument } from './command-words.ts';

it.each([
  [{ command: 'target:160' }, { command: 'target', argument: 160 }],
  [{ command: 'lead:-3' }, { command: 'lead', argument: -3 }],
  [
    { command: 'method:monitor', more: 1 },
    { command: 'method', argument: 'monitor', more: 1 },
  ],
  [{ command: 'target:1e2' }, { command: 'target', argument: '1e2' }],
  [{ command: 'target:9999999999' }, { command: 'target', argument: '9999999999' }],
  [{ command: 'target:' }, { command: 'target', argument: '' }],
  [{ command: 'stop' }, { command: 'stop' }],
  [{ command: 5 }, { command: 5 }],
  [null, null],
  ['target:160', 'target:160'],
])('%j', (given, expected) => {
  expect(splitArgument(given)).toEqual(expected);
});
