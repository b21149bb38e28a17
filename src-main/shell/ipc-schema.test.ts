import { expect, test } from 'vitest';
import { mayAsk, noArgumentsSchema, tokenReplySchema } from './ipc-schema.ts';

const sender = { url: 'app://box/patient/', isMainFrame: true, isCurrent: true };

test('only the page on screen, in its top frame, from our origin may ask', () => {
  expect(mayAsk(sender)).toBe(true);
  expect(mayAsk({ ...sender, isMainFrame: false })).toBe(false);
  expect(mayAsk({ ...sender, isCurrent: false })).toBe(false);
  for (const url of ['', 'about:blank', 'https://example.org/', 'app://other/patient/', 'data:text/html,x']) {
    expect(mayAsk({ ...sender, url })).toBe(false);
  }
});

test('questions have no arguments and a token leads to this machine only', () => {
  expect(noArgumentsSchema.safeParse([]).success).toBe(true);
  expect(noArgumentsSchema.safeParse(['x']).success).toBe(false);
  const token = 't'.repeat(16);
  expect(tokenReplySchema.safeParse({ url: 'ws://127.0.0.1:7800/api', token }).success).toBe(true);
  for (const url of ['ws://10.0.0.1:7800/api', 'wss://127.0.0.1:7800/api', 'ws://127.0.0.1:7800/api/x']) {
    expect(tokenReplySchema.safeParse({ url, token }).success).toBe(false);
  }
});
