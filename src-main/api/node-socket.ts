/** `connectCore` outside a browser: a WebSocket of `ws`, with the Origin of a page or (terminal) without one. */
import { WebSocket } from 'ws';
import type { SocketConstructor } from './client.ts';

/** @param origin e.g. `app://box`; only the `terminal` role may do without */
export function nodeWebSocket(origin?: string): SocketConstructor {
  class NodeWebSocket extends WebSocket {
    constructor(url: string) {
      super(url, origin === undefined ? {} : { origin });
    }
  }
  return NodeWebSocket as unknown as SocketConstructor;
}
