/** One greeted client of the core's API, as the core holds it. */
import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from './close-codes.ts';
import type { FromClient, FromCore, Role } from './core-api.ts';

/** Above it, what the next message makes obsolete is dropped. */
export const LOSSY_LIMIT_BYTES = 1024 * 1024;
/** Above it, the client is given up. */
export const SLOW_LIMIT_BYTES = 8 * 1024 * 1024;
/** Messages that arrive before the core listens. */
const MAX_EARLY = 64;

export type ClientMessage = Exclude<FromClient, { type: 'hello' }>;

export interface ClientConnection {
  readonly id: number;
  readonly role: Role;
  /** To be given in `welcome`; spent when this client connects again. */
  readonly nextToken: string;
  /** CLOCK_MONOTONIC milliseconds of the last message that could be parsed. */
  readonly lastSeenAt: number;
  /** False: not sent (closed, or lossy and the client is behind). */
  send(message: FromCore): boolean;
  /** One listener; what came earlier is delivered at once. */
  onMessage(listener: (message: ClientMessage) => void): void;
  /** Called once, at once when it is closed already. */
  onClose(listener: (code: number) => void): void;
  close(code: CloseCode): void;
}

export interface ConnectionHandle {
  readonly connection: ClientConnection;
  receive(message: ClientMessage): void;
  closed(code: number): void;
}

export interface ConnectionOptions {
  readonly id: number;
  readonly role: Role;
  readonly nextToken: string;
  readonly socket: Pick<WebSocket, 'send' | 'close' | 'terminate' | 'bufferedAmount' | 'readyState' | 'OPEN'>;
  readonly now: () => number;
}

/** Live numbers and waves are replaced by the next one; a late one would be wrong anyway. */
export function isLossy(message: FromCore): boolean {
  if (message.type === 'live' || message.type === 'wave') return true;
  return message.type === 'pipe' && message.channel === 'waves';
}

export function createConnection({ id, role, nextToken, socket, now }: ConnectionOptions): ConnectionHandle {
  let lastSeenAt = now();
  let onMessage: ((message: ClientMessage) => void) | null = null;
  let closedWith: number | null = null;
  const early: ClientMessage[] = [];
  const onClose: ((code: number) => void)[] = [];

  const connection: ClientConnection = {
    id,
    role,
    nextToken,
    get lastSeenAt() {
      return lastSeenAt;
    },
    send(message) {
      if (closedWith !== null || socket.readyState !== socket.OPEN) return false;
      if (socket.bufferedAmount > SLOW_LIMIT_BYTES) {
        socket.close(CLOSE.slow);
        socket.terminate();
        return false;
      }
      if (socket.bufferedAmount > LOSSY_LIMIT_BYTES && isLossy(message)) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    onMessage(listener) {
      onMessage = listener;
      for (const message of early.splice(0)) listener(message);
    },
    onClose(listener) {
      if (closedWith === null) onClose.push(listener);
      else listener(closedWith);
    },
    close(code) {
      socket.close(code);
    },
  };
  return {
    connection,
    receive(message) {
      lastSeenAt = now();
      if (onMessage !== null) onMessage(message);
      else if (early.length < MAX_EARLY) early.push(message);
    },
    closed(code) {
      if (closedWith !== null) return;
      closedWith = code;
      for (const listener of onClose.splice(0)) listener(code);
    },
  };
}
