import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { parseJson, readBody } from './json-body.ts';

const request = (...chunks: string[]) =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as unknown as IncomingMessage;

test('joins what comes in pieces, a split character included', async () => {
  const bytes = Buffer.from('{"a":"é"}');
  const split = Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]) as unknown as IncomingMessage;
  expect(await readBody(split, 100)).toBe('{"a":"é"}');
});

test('up to the limit is a body, one byte more is none', async () => {
  expect(await readBody(request('abc', 'de'), 5)).toBe('abcde');
  expect(await readBody(request('abc', 'def'), 5)).toBeNull();
});

test('what is not JSON is undefined', () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('{')).toBeUndefined();
});
