import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestRelay, testRelay } from '../../../src-relay/test-relay.ts';
import { fetchIceServers } from './ice-source.ts';

let relay: TestRelay;
beforeAll(async () => {
  relay = await testRelay({
    iceServers: [{ urls: 'stun:stun.example.org' }],
    turn: { urls: ['turns:turn.example.org:443'], secret: 'north-of-the-river', ttlSeconds: 600 },
  });
});
afterAll(() => relay.close());

it('gets the servers with credentials for this box', async () => {
  const asked = { url: relay.http, box: 'cabinet-1', password: relay.dev.box.password };
  expect(await fetchIceServers(asked)).toEqual({
    iceServers: [
      { urls: 'stun:stun.example.org' },
      {
        urls: ['turns:turn.example.org:443'],
        username: expect.stringMatching(/^\d+:box:cabinet-1$/),
        credential: expect.any(String),
      },
    ],
  });
});

it.each([
  ['a wrong password', () => ({ url: relay.http, password: 'wrong' }), 'the relay answered 401'],
  ['no relay', () => ({ url: 'http://127.0.0.1:2', password: 'x' }), 'TypeError'],
])('says what was wrong with %s', async (_what, more, fault) => {
  expect(await fetchIceServers({ box: 'cabinet-1', ...more() })).toEqual({ fault });
});
