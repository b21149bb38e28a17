/** Logs in, waits for news of the cabinets, and says what the attendant does. Nothing is stored: a reload logs out. */
import {
  ATTENDANT_PATHS,
  type AttendantAct,
  type AttendantSession,
  attendantSessionSchema,
  type Board,
  boardsSchema,
  NEWS_WITHIN_MS,
} from '../../src-main/api/attendant-protocol.ts';

const PATIENCE_MS = 5_000;
const AGAIN_MS = 2_000;

export interface AttendantState {
  readonly login: 'out' | 'busy' | 'wrong' | 'too-many' | 'unreachable' | 'in';
  readonly me: Pick<AttendantSession, 'who' | 'contact'> | null;
  /** The boards are as new as can be; false: the server does not answer. */
  readonly fresh: boolean;
  readonly boards: readonly Board[];
  /** The server's wall clock minus this phone's, ms. */
  readonly clockOffset: number;
  /** The last act was refused or did not arrive. */
  readonly failed: boolean;
}

export interface Attendant {
  getState(): AttendantState;
  subscribe(listener: () => void): () => void;
  login(who: string, pin: string): Promise<void>;
  act(box: string, act: AttendantAct): Promise<void>;
  logout(): void;
}

interface Parts {
  readonly fetch: typeof fetch;
}

const OUT: AttendantState = {
  login: 'out',
  me: null,
  fresh: false,
  boards: [],
  clockOffset: 0,
  failed: false,
};

export function createAttendantSession({ fetch }: Parts): Attendant {
  let state = OUT;
  let token: string | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Partial<AttendantState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  /** Null: the server does not answer. */
  async function ask(path: string, body?: unknown, withinMs = PATIENCE_MS): Promise<Response | null> {
    try {
      return await fetch(path, {
        method: body === undefined ? 'GET' : 'POST',
        cache: 'no-store',
        signal: AbortSignal.timeout(withinMs),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      return null;
    }
  }

  async function follow(mine: string): Promise<void> {
    let revision = 0;
    while (token === mine) {
      const answer = await ask(
        `${ATTENDANT_PATHS.boards}?after=${revision}`,
        undefined,
        NEWS_WITHIN_MS + PATIENCE_MS,
      );
      if (token !== mine) return;
      if (answer?.status === 401) return logout();
      const told = answer?.ok ? boardsSchema.safeParse(await answer.json().catch(() => null)) : null;
      if (told?.success) {
        const { boards, now } = told.data;
        revision = told.data.revision;
        set({ boards, fresh: true, clockOffset: now - Date.now() });
        continue;
      }
      set({ fresh: false });
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }

  function logout(): void {
    token = null;
    set(OUT);
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async login(who, pin) {
      set({ login: 'busy' });
      const answer = await ask(ATTENDANT_PATHS.session, { who, pin });
      if (answer === null) return set({ login: 'unreachable' });
      if (answer.status === 429) return set({ login: 'too-many' });
      const given = answer.ok
        ? attendantSessionSchema.safeParse(await answer.json().catch(() => null))
        : null;
      if (!given?.success) return set({ login: 'wrong' });
      token = given.data.token;
      set({ login: 'in', me: { who: given.data.who, contact: given.data.contact } });
      void follow(token);
    },
    async act(box, act) {
      const answer = await ask(ATTENDANT_PATHS.act, { box, act });
      set({ failed: answer?.ok !== true });
    },
    logout,
  };
}
