/** One line to a TURN server: whole STUN messages in and out, over UDP, TCP or TLS. */
import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { messageLength } from './stun-message.ts';
import type { TurnAddress } from './turn-address.ts';

export interface TurnLine {
  send(message: Buffer): void;
  close(): void;
}

export interface TurnLineEvents {
  onOpen(): void;
  onMessage(message: Buffer): void;
  /** Nothing more comes; `reason` in the system's words. */
  onGone(reason: string): void;
}

export function openTurnLine(address: TurnAddress, events: TurnLineEvents): TurnLine {
  return address.transport === 'udp' ? openUdp(address, events) : openStream(address, events);
}

const words = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

function openUdp({ host, port }: TurnAddress, events: TurnLineEvents): TurnLine {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    socket.close();
  };
  socket.on('message', (message) => events.onMessage(message));
  socket.on('error', (error) => {
    close();
    events.onGone(words(error));
  });
  socket.connect(port, host, () => {
    if (open) events.onOpen();
  });
  return {
    send: (message) => {
      if (open) socket.send(message);
    },
    close,
  };
}

function openStream({ host, port, transport }: TurnAddress, events: TurnLineEvents): TurnLine {
  let rest: Buffer = Buffer.alloc(0);
  const opened = (): void => events.onOpen();
  const socket: Socket =
    transport === 'tls'
      ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }) }, opened)
      : connectTcp({ host, port }, opened);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const length = messageLength(rest);
      if (length === null || rest.length < length) return;
      events.onMessage(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
  socket.on('error', (error) => events.onGone(words(error)));
  socket.on('close', () => events.onGone('closed'));
  return {
    send: (message) => {
      socket.write(message);
    },
    close: () => {
      socket.destroy();
    },
  };
}
