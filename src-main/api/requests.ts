/** Numbers requests, finds each one's reply, gives up after a while. */
import type { FromCore } from './core-api.ts';

type ReplyMessage = Extract<FromCore, { type: 'reply' }>;
export type ReplyError = NonNullable<ReplyMessage['error']>;
/** `unavailable` may also mean that it was done and the answer got lost: look at the view. */
export type Reply = { readonly ok: true } | { readonly ok: false; readonly error: ReplyError };

export interface Requests {
  /** `send` gets the number and says whether it could be sent. Never rejects. */
  ask(send: (request: number) => boolean): Promise<Reply>;
  settle(message: ReplyMessage): void;
  /** The connection is gone. */
  failAll(): void;
}

const unavailable = (message: string): Reply => ({ ok: false, error: { code: 'unavailable', message } });

export function createRequests(withinMs: number): Requests {
  const pending = new Map<number, (reply: Reply) => void>();
  let last = 0;
  return {
    ask: (send) =>
      new Promise((resolve) => {
        last += 1;
        const request = last;
        if (!send(request)) return resolve(unavailable('not connected'));
        const timer = setTimeout(() => done(unavailable('no answer in time')), withinMs);
        const done = (reply: Reply): void => {
          clearTimeout(timer);
          pending.delete(request);
          resolve(reply);
        };
        pending.set(request, done);
      }),
    settle({ request, ok, error }) {
      const reply: Reply = ok ? { ok } : { ok, error: error ?? { code: 'unavailable', message: '' } };
      pending.get(request)?.(reply);
    },
    failAll() {
      for (const done of [...pending.values()]) done(unavailable('connection lost'));
    },
  };
}
