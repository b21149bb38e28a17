/** The attendants' page asks and acts here, the same at the cabinet's core and at the relay. Deny by default. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import {
  ATTENDANT_PATHS,
  type AttendantAct,
  type AttendantPeople,
  type AttendantSession,
  attendantLoginSchema,
  attendantOrderSchema,
  type Board,
  type Boards,
  boardsSchema,
  NEWS_WITHIN_MS,
} from './attendant-protocol.ts';
import { parseJson, readBody } from './json-body.ts';
import { NOBODY, verifySecret } from './secrets.ts';

const MAX_BODY_BYTES = 1024;
const SESSION_MS = 12 * 3_600_000;
const MOST_SESSIONS = 64;
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

export interface AttendantRoutesParts {
  readonly people: AttendantPeople;
  readonly boards: () => readonly Board[];
  /** False: it means nothing now. */
  readonly act: (box: string, who: string, act: AttendantAct) => Promise<boolean>;
  /** Wall ms. */
  readonly now: () => number;
  readonly attempts: {
    wait(keys: readonly string[]): number;
    failed(keys: readonly string[]): void;
    succeeded(key: string): void;
  };
  readonly addressOf: (request: IncomingMessage) => string;
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
  readonly log: (event: string, fields: Readonly<Record<string, string>>) => void;
}

export interface AttendantRoutes {
  /** False: it is no path of these. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** A board changed: whoever waits for news hears it. */
  changed(): void;
  close(): void;
}

export function createAttendantRoutes(parts: AttendantRoutesParts): AttendantRoutes {
  const sessions = new Map<string, { readonly who: string; readonly expires: number }>();
  const waiting = new Set<() => void>();
  let revision = 1;

  const send = (response: ServerResponse, status: number, body: unknown) =>
    void response.writeHead(status, HEADERS).end(JSON.stringify(body));
  const refuse = (response: ServerResponse, status: number, error: string) =>
    send(response, status, { error });

  async function posted<T>(request: IncomingMessage, response: ServerResponse, schema: z.ZodType<T>) {
    const no = (status: number, code: string): null => {
      refuse(response, status, code);
      return null;
    };
    if (request.method !== 'POST') return no(405, 'method');
    if (!parts.isOwnOrigin(request)) return no(403, 'foreign-origin');
    if (!request.headers['content-type']?.startsWith('application/json')) return no(415, 'not-json');
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === null) return no(413, 'too-large');
    const asked = schema.safeParse(parseJson(body));
    return asked.success ? asked.data : no(400, 'malformed');
  }

  /** Null: nobody, and the refusal is sent. */
  function whoIs(request: IncomingMessage, response: ServerResponse): string | null {
    const token = /^Bearer ([\w-]{32,128})$/.exec(request.headers.authorization ?? '')?.[1];
    const session = token === undefined ? undefined : sessions.get(token);
    if (session !== undefined && session.expires > parts.now()) return session.who;
    if (token !== undefined) sessions.delete(token);
    refuse(response, 401, 'wrong');
    return null;
  }

  async function login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await posted(request, response, attendantLoginSchema);
    if (asked === null) return;
    const address = parts.addressOf(request);
    const keys = [`${address} ${asked.who}`, address, asked.who];
    if (parts.attempts.wait(keys) > 0) return refuse(response, 429, 'too-many');
    const person = parts.people.find(({ who }) => who === asked.who);
    const verdict = await verifySecret(asked.pin, person?.pinHash ?? NOBODY);
    if (verdict === 'busy') return refuse(response, 429, 'too-many');
    if (verdict === 'no' || person === undefined) {
      parts.attempts.failed(keys);
      parts.log('attendant.refused', { reason: 'wrong' });
      return refuse(response, 401, 'wrong');
    }
    parts.attempts.succeeded(`${address} ${asked.who}`);
    const [oldest] = sessions.keys();
    if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    const token = randomBytes(32).toString('base64url');
    const expires = parts.now() + SESSION_MS;
    sessions.set(token, { who: person.who, expires });
    parts.log('attendant.login', { who: person.who });
    const session: AttendantSession = { who: person.who, token, contact: person.contact, expires };
    send(response, 200, session);
  }

  async function boards(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET') return refuse(response, 405, 'method');
    if (whoIs(request, response) === null) return;
    const after = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('after') ?? 0);
    if (after === revision) await news(request);
    if (response.destroyed) return;
    const answer: Boards = { revision, now: parts.now(), boards: [...parts.boards()] };
    send(response, 200, boardsSchema.parse(answer));
  }
  /** Until a board changes, the page leaves, or the time is over. */
  const news = (request: IncomingMessage): Promise<void> =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, NEWS_WITHIN_MS);
      waiting.add(done);
      request.once('close', done);
    });

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const who = whoIs(request, response);
    if (who === null) return;
    const order = await posted(request, response, attendantOrderSchema);
    if (order === null) return;
    const known = parts.boards().some(({ box, reachable }) => box === order.box && reachable);
    const done = known && (await parts.act(order.box, who, order.act));
    return done ? send(response, 200, {}) : refuse(response, 409, 'not-now');
  }

  return {
    async handle(request, response) {
      const path = (request.url ?? '/').split('?')[0];
      if (path === ATTENDANT_PATHS.session) await login(request, response);
      else if (path === ATTENDANT_PATHS.boards) await boards(request, response);
      else if (path === ATTENDANT_PATHS.act) await act(request, response);
      else return false;
      return true;
    },
    changed() {
      revision += 1;
      for (const wake of [...waiting]) wake();
    },
    close() {
      for (const wake of [...waiting]) wake();
    },
  };
}
