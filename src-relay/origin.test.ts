import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, isOwnOrigin } from './origin.ts';

const asking = (headers: Record<string, string>) =>
  ({ headers, socket: { remoteAddress: '127.0.0.1' } }) as unknown as IncomingMessage;

describe('isOwnOrigin', () => {
  const host = 'relay.example:8080';
  it.each([
    [{ host }, [], true],
    [{ host, origin: 'http://relay.example:8080' }, [], true],
    [{ host, origin: 'http://relay.example' }, [], false],
    [{ host, origin: 'null' }, [], false],
    [{ host, origin: 'nonsense' }, [], false],
    [{ host, origin: 'http://relay.example:8080', 'sec-fetch-site': 'same-site' }, [], false],
    [{ host, origin: 'https://care.example' }, ['https://care.example'], true],
    [{ host, origin: 'http://relay.example:8080' }, ['https://care.example'], false],
  ])('of %j with %j is %s', (headers, origins, own) => {
    expect(isOwnOrigin(asking(headers), origins)).toBe(own);
  });
});

it('takes the address our own proxy appended, never what the asker wrote', () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 10.0.0.2, 10.0.0.1' };
  expect([0, 1, 2].map((proxies) => addressOf(asking(headers), proxies))).toEqual([
    '127.0.0.1',
    '10.0.0.1',
    '10.0.0.2',
  ]);
  expect(addressOf(asking({}), 1)).toBe('127.0.0.1');
});
