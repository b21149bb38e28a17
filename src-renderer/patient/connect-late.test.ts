import { expect, test } from 'vitest';
import type { CoreClient } from '../../src-main/api/client.ts';
import { connectLate } from './connect-late.ts';

const handlers = { onMessage: () => {}, onState: () => {} };
const opened = { state: 'open', send: () => true, close: () => {} } as unknown as CoreClient;
const turn = () => new Promise((done) => setTimeout(done, 0));

test('a core that is not there at the first look is found later; until then nothing is kept for it', async () => {
  let asked = 0;
  const connect = connectLate(
    async () => {
      asked += 1;
      if (asked < 3) throw new Error('no core');
      return { url: 'ws://127.0.0.1:1/api', token: 'x' };
    },
    (options) => {
      expect(options).toMatchObject({ url: 'ws://127.0.0.1:1/api', role: 'patient' });
      return opened;
    },
    () => turn() as Promise<void>,
  );
  const client = connect(handlers);
  expect(client.state).toBe('connecting');
  expect(await client.request({ type: 'begin' })).toMatchObject({
    ok: false,
    error: { code: 'unavailable' },
  });
  expect(client.send({ type: 'wiped' })).toBe(false);
  for (let i = 0; i < 8; i += 1) await turn();
  expect(asked).toBe(3);
  expect(client.state).toBe('open');
});

test('a closed page stops looking', async () => {
  let asked = 0;
  const connect = connectLate(
    async () => {
      asked += 1;
      throw new Error('no core');
    },
    () => opened,
    () => turn() as Promise<void>,
  );
  connect(handlers).close();
  for (let i = 0; i < 5; i += 1) await turn();
  expect(asked).toBe(1);
});
