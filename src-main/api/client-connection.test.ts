import { expect, it } from 'vitest';
import { createConnection, LOSSY_LIMIT_BYTES, SLOW_LIMIT_BYTES } from './client-connection.ts';
import { CLOSE } from './close-codes.ts';
import type { FromCore } from './core-api.ts';

function connection() {
  const socket = {
    OPEN: 1 as const,
    readyState: 1 as 0 | 1 | 2 | 3,
    bufferedAmount: 0,
    sent: [] as string[],
    closes: [] as (number | undefined)[],
    terminated: false,
    send(data: unknown) {
      socket.sent.push(String(data));
    },
    close(code?: number) {
      socket.closes.push(code);
    },
    terminate() {
      socket.terminated = true;
    },
  };
  const clock = { now: 100 };
  const handle = createConnection({ id: 1, role: 'patient', nextToken: 't', socket, now: () => clock.now });
  return { socket, clock, handle, ...handle };
}

const wipe: FromCore = { type: 'wipe' };
const waves: FromCore = { type: 'pipe', epoch: 1, channel: 'waves', data: '{}' };
const journal: FromCore = { type: 'pipe', epoch: 1, channel: 'journal', data: '{}' };

it('drops what the next one replaces when the client is behind, and keeps all else', () => {
  const { socket, connection: client } = connection();
  socket.bufferedAmount = LOSSY_LIMIT_BYTES;
  expect(client.send(waves)).toBe(true);
  socket.bufferedAmount += 1;
  expect(client.send(waves)).toBe(false);
  expect(client.send(journal)).toBe(true);
  expect(client.send(wipe)).toBe(true);
  expect(socket.sent.map((text) => JSON.parse(text) as FromCore)).toEqual([waves, journal, wipe]);
});

it('gives up a client that does not read', () => {
  const { socket, connection: client } = connection();
  socket.bufferedAmount = SLOW_LIMIT_BYTES + 1;
  expect(client.send(wipe)).toBe(false);
  expect([socket.closes, socket.terminated, socket.sent]).toEqual([[CLOSE.slow], true, []]);
});

it('sends nothing once it is closing or closed', () => {
  const { socket, connection: client, handle } = connection();
  socket.readyState = 2;
  expect(client.send(wipe)).toBe(false);
  socket.readyState = 1;
  handle.closed(1006);
  expect(client.send(wipe)).toBe(false);
});

it('keeps what comes before the core listens, in order', () => {
  const { connection: client, handle, clock } = connection();
  handle.receive({ type: 'alive' });
  clock.now = 200;
  handle.receive({ type: 'wiped' });
  expect(client.lastSeenAt).toBe(200);
  const seen: string[] = [];
  client.onMessage(({ type }) => seen.push(type));
  handle.receive({ type: 'alive' });
  expect(seen).toEqual(['alive', 'wiped', 'alive']);
});

it('tells its end once, to who asks late too', () => {
  const { connection: client, handle } = connection();
  const codes: number[] = [];
  client.onClose((code) => codes.push(code));
  handle.closed(1006);
  handle.closed(1000);
  client.onClose((code) => codes.push(code));
  expect(codes).toEqual([1006, 1006]);
});
