/**
 * The other end of the core's API: renderer, dev dock, terminal and tests. Safe in a browser. Comes back by itself
 * after any loss; nothing that was asked before the loss is asked again.
 */
import { createBackoff } from './backoff.ts';
import { CLOSE } from './close-codes.ts';
import {
  API_VERSION,
  type DockAction,
  type FromClient,
  type FromCore,
  fromCoreSchema,
  type PatientAction,
  RENDERER_HEARTBEAT_MS,
  type Role,
} from './core-api.ts';
import { createRequests, type Reply } from './requests.ts';
import type { TechnicianAction } from './selftest-protocol.ts';

export type { Reply } from './requests.ts';

export const REQUEST_WITHIN_MS = 5000;
const FIRST_MS = 100;
/** On the loopback an attempt costs nothing, and a core that is back must not wait for its screen. */
const LONGEST_MS = 400;
const WELCOME_WITHIN_MS = 5000;
const TOKEN_WITHIN_MS = 5000;

export type CoreState = 'connecting' | 'open' | 'lost';

/** What is used of a WebSocket; the browser's own and the one of `ws` both have it. */
export interface SocketLike {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number): void;
}
export type SocketConstructor = new (url: string) => SocketLike;

export interface ConnectOptions {
  /** `ws://127.0.0.1:<port>/api` */
  readonly url: string;
  readonly role: Role;
  /** Null: ask `getToken`. */
  readonly token: string | null;
  /** A new token when the last one is not accepted, e.g. from the shell. Null: none to be had now. */
  readonly getToken?: () => Promise<string | null>;
  /** Keeps the token for the next connection where a reload of the page finds it. */
  readonly storeToken?: (token: string) => void;
  /** Every valid message but replies, `welcome` included. */
  readonly onMessage: (message: CoreMessage) => void;
  /** `lost` with `final`: it will not come back (seat taken, or no token to be had). */
  readonly onState: (state: CoreState, final: boolean) => void;
  readonly WebSocket?: SocketConstructor;
}

/** What arrives beside replies. */
export type CoreMessage = Exclude<FromCore, { type: 'reply' }>;
type Sendable = Exclude<FromClient, { type: 'hello' | 'alive' | 'action' | 'dock' | 'technician' }>;

export interface CoreClient {
  readonly state: CoreState;
  /** Resolves within 5 s; `unavailable` when the core is not there or does not answer. */
  request(action: PatientAction): Promise<Reply>;
  requestDock(action: DockAction): Promise<Reply>;
  requestTechnician(action: TechnicianAction): Promise<Reply>;
  /** False: not connected, not sent. */
  send(message: Sendable): boolean;
  /** Malformed messages of the core that were dropped, and returns after a loss. */
  readonly counts: { readonly dropped: number; readonly reconnects: number };
  close(): void;
}

export function connectCore(options: ConnectOptions): CoreClient {
  const { url, role, getToken, storeToken, onMessage, onState } = options;
  const Socket = options.WebSocket ?? (globalThis.WebSocket as unknown as SocketConstructor);
  const backoff = createBackoff(FIRST_MS, LONGEST_MS);
  const requests = createRequests(REQUEST_WITHIN_MS);
  const counts = { dropped: 0, reconnects: 0 };
  let state: CoreState = 'connecting';
  let token = options.token;
  let socket: SocketLike | null = null;
  let ended = false;
  let wasOpen = false;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (next: CoreState, final = false): void => {
    if (state === next && !final) return;
    state = next;
    onState(next, final);
  };
  const write = (message: FromClient): boolean => {
    if (state !== 'open' || socket === null) return false;
    socket.send(JSON.stringify(message));
    return true;
  };
  const giveUp = (): void => {
    ended = true;
    clearTimeout(timer);
    clearInterval(heartbeat);
    requests.failAll();
    become('lost', true);
  };

  const connect = async (): Promise<void> => {
    if (token === null && getToken !== undefined) token = await within(getToken(), TOKEN_WITHIN_MS);
    if (ended) return;
    if (token !== null) return open(token);
    if (getToken !== undefined) return lost();
    giveUp();
  };

  const open = (withToken: string): void => {
    const mine = new Socket(url);
    socket = mine;
    timer = setTimeout(() => gone(CLOSE.goingAway), WELCOME_WITHIN_MS);
    /** Once for each socket, whatever ends it. */
    const gone = (code: number): void => {
      if (socket !== mine) return;
      socket = null;
      clearTimeout(timer);
      mine.close();
      if (code === CLOSE.badToken) token = null;
      if (code === CLOSE.replaced) giveUp();
      else lost();
    };
    mine.onopen = () => {
      const hello: FromClient = { type: 'hello', api: API_VERSION, role, token: withToken };
      mine.send(JSON.stringify(hello));
    };
    mine.onmessage = ({ data }) => {
      if (socket === mine) receive(data);
    };
    mine.onclose = ({ code }) => gone(code);
    // A close follows every error.
    mine.onerror = () => {};
  };

  const lost = (): void => {
    clearInterval(heartbeat);
    requests.failAll();
    if (ended) return;
    become('lost');
    timer = setTimeout(() => void connect(), backoff.next());
  };

  const receive = (data: unknown): void => {
    const message = parse(data);
    if (message === null) {
      counts.dropped += 1;
      return;
    }
    if (message.type === 'welcome') welcomed(message.nextToken);
    if (message.type === 'reply') requests.settle(message);
    else onMessage(message);
  };

  const welcomed = (nextToken: string): void => {
    clearTimeout(timer);
    token = nextToken;
    storeToken?.(nextToken);
    backoff.reset();
    if (wasOpen) counts.reconnects += 1;
    wasOpen = true;
    clearInterval(heartbeat);
    heartbeat = setInterval(() => write({ type: 'alive' }), RENDERER_HEARTBEAT_MS);
    become('open');
  };

  onState(state, false);
  void connect();
  return {
    get state() {
      return state;
    },
    get counts() {
      return { ...counts };
    },
    request: (action) => requests.ask((request) => write({ type: 'action', request, action })),
    requestDock: (action) => requests.ask((request) => write({ type: 'dock', request, action })),
    requestTechnician: (action) => requests.ask((request) => write({ type: 'technician', request, action })),
    send: write,
    close() {
      const last = socket;
      socket = null;
      last?.close(1000);
      giveUp();
    },
  };
}

function parse(data: unknown): FromCore | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed = fromCoreSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Null when it fails or takes too long. */
async function within(promise: Promise<string | null>, ms: number): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
