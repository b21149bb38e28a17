import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/clock.ts';
import { freePort } from '../../../fixtures/free-port.ts';
import { hasCoturn, startTurn, type TurnLab } from '../../../fixtures/network/turn.ts';
import { createTurnCheck } from '../selftest/turn-check.ts';
import { allocate } from './allocate.ts';
import { decodeReply, encodeRequest, integrityHolds, longTermKey, METHOD } from './stun-message.ts';
import { parseTurnAddress } from './turn-address.ts';

describe('addresses', () => {
  it.each([
    ['turn:relay.example', { host: 'relay.example', port: 3478, transport: 'udp' }],
    ['turn:10.0.0.1:443?transport=tcp', { host: '10.0.0.1', port: 443, transport: 'tcp' }],
    ['turns:relay.example:443?transport=tcp', { host: 'relay.example', port: 443, transport: 'tls' }],
    ['turns:[2001:db8::1]', { host: '2001:db8::1', port: 5349, transport: 'tls' }],
    ['turns:relay.example?transport=udp', null],
    ['stun:relay.example', null],
    ['turn:relay.example:99999', null],
    ['turn:', null],
    ['http://relay.example', null],
  ])('%s', (url, address) => expect(parseTurnAddress(url)).toEqual(address));
});

describe('messages', () => {
  // RFC 5769, 2.4: request with long-term authentication.
  it('sign as the standard’s own example does', () => {
    const key = longTermKey('\u30de\u30c8\u30ea\u30c3\u30af\u30b9', 'example.org', 'TheMatrIX');
    const transaction = Buffer.from('78ad3433c6ad72c029da412e', 'hex');
    const attributes = [
      [0x0006, Buffer.from('\u30de\u30c8\u30ea\u30c3\u30af\u30b9', 'utf8')],
      [0x0015, Buffer.from('f//499k954d6OL34oL9FSTvy64sA', 'utf8')],
      [0x0014, Buffer.from('example.org', 'utf8')],
    ] as const;
    const signed = encodeRequest(1 as typeof METHOD.allocate, transaction, attributes, key);
    expect(signed.subarray(-20).toString('hex')).toBe('f67024656dd64a3e02b8e0712e85c9a28ca89666');
  });

  it('are no answer when cut, foreign, or a request', () => {
    const request = encodeRequest(METHOD.allocate, Buffer.alloc(12), [], null);
    expect(decodeReply(request)).toBeNull();
    const answer = Buffer.from(request);
    answer.writeUInt16BE(0x0103, 0);
    expect(decodeReply(answer)).toMatchObject({ kind: 'success', method: METHOD.allocate });
    expect(decodeReply(answer.subarray(0, 19))).toBeNull();
    const unsigned = decodeReply(answer);
    expect(unsigned && integrityHolds(unsigned, Buffer.alloc(16))).toBe(false);
    answer.writeUInt32BE(7, 4);
    expect(decodeReply(answer)).toBeNull();
  });
});

describe.skipIf(!hasCoturn())('a real TURN server', () => {
  let lab: TurnLab;
  beforeAll(async () => {
    lab = await startTurn(await freePort());
  });
  afterAll(() => lab.close());
  const line = (credential?: string) =>
    createTurnCheck(
      async () => ({
        iceServers: lab.iceServers.map((server) => ({
          ...server,
          credential: credential ?? server.credential,
        })),
      }),
      systemClock,
    ).run(new AbortController().signal);

  it('gives an address, and takes it back', async () => {
    expect(await line()).toMatchObject({ status: 'pass', facts: { transport: 'udp' } });
  });

  it('refuses a wrong password', async () => {
    expect(await line('not-it')).toMatchObject({ status: 'fail', reason: { code: 'turn-refused' } });
  });
});

describe('what is no TURN server', () => {
  const options = { username: 'box', credential: 'secret', clock: systemClock, limitMs: 700 };

  it('is silent: bounded', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
    let asked = 0;
    socket.on('message', () => {
      asked += 1;
    });
    const address = { host: '127.0.0.1', port: socket.address().port, transport: 'udp' } as const;
    expect(await allocate(address, options)).toMatchObject({ trouble: 'no-answer' });
    expect(asked).toBeGreaterThan(1);
    socket.close();
  });

  it('talks of something else', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).resume();
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const address = { host: '127.0.0.1', port, transport: 'tcp' } as const;
    expect(await allocate(address, options)).toMatchObject({ trouble: 'no-answer' });
    await new Promise((done) => server.close(done));
  });

  it('is not there', async () => {
    const address = { host: '127.0.0.1', port: await freePort(), transport: 'tcp' } as const;
    expect(await allocate(address, options)).toEqual({ trouble: 'no-answer', detail: 'ECONNREFUSED' });
  });
});
