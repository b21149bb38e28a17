/** What the screen knows of the core: the last view, the state of the line, live numbers beside. */
import type { Live, Wave } from '../../src-main/api/call-protocol.ts';
import type { CoreClient, CoreMessage, CoreState, Reply } from '../../src-main/api/client.ts';
import type {
  DockAction,
  DockState,
  FromClient,
  FromCore,
  PatientAction,
} from '../../src-main/api/core-api.ts';
import type { TechnicianAction } from '../../src-main/api/selftest-protocol.ts';
import type { Care, CheckAsked } from '../../src-main/api/watch-protocol.ts';
import type { PatientView, Phase } from '../../state-machines/contract.ts';

export interface SessionState {
  /** `over`: will not come back by itself (address used up, or the screen opened elsewhere). */
  readonly line: CoreState | 'over';
  readonly view: PatientView | null;
  /** Core's monotonic ms minus the page's `performance.now()`. */
  readonly clockOffset: number;
  readonly simulation: boolean;
  readonly place: string;
  /** For when the line to the doctor is down; null: none was set. */
  readonly phone: string | null;
  readonly dock: DockState | null;
  /** Of an open alert; null: there is none that this page knows of. */
  readonly care: Care | null;
  /** One of the ordinary questions of every visit; null: none now. */
  readonly check: CheckAsked;
}

export interface PatientSession {
  getState(): SessionState;
  subscribe(listener: () => void): () => void;
  request(action: PatientAction): Promise<Reply>;
  requestDock(action: DockAction): Promise<Reply>;
  /** From this screen only the way in: the PIN. */
  requestTechnician(action: TechnicianAction): Promise<Reply>;
  /** What the call needs of the line. */
  readonly port: {
    send(message: FromClient): void;
    subscribe(listener: (message: FromCore) => void): () => void;
  };
  onLive(listener: (live: Live) => void): () => void;
  onWave(listener: (wave: Wave) => void): () => void;
}

const NOBODY_IN: readonly Phase[] = ['idle', 'cleaning'];

const START: SessionState = {
  line: 'connecting',
  view: null,
  clockOffset: 0,
  simulation: false,
  place: '',
  phone: null,
  dock: null,
  care: null,
  check: null,
};

export type Connect = (handlers: {
  onMessage(message: CoreMessage): void;
  onState(state: CoreState, final: boolean): void;
}) => CoreClient;

export interface SessionOptions {
  readonly connect: Connect;
  /**
   * Forget everything of this patient. `fresh`: this page has never shown one, so the core can be told at once;
   * any other page has to be replaced first, and the one that follows tells.
   */
  readonly onWipe: (client: CoreClient, fresh: boolean) => void;
}

export function createSession({ connect, onWipe }: SessionOptions): PatientSession {
  let state = START;
  const listeners = new Set<() => void>();
  const messages = new Set<(message: FromCore) => void>();
  const lives = new Set<(live: Live) => void>();
  const waves = new Set<(wave: Wave) => void>();
  const add = <T>(set: Set<T>, item: T) => {
    set.add(item);
    return () => {
      set.delete(item);
    };
  };
  const become = (next: Partial<SessionState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const offset = (now: number) => now - performance.now();
  let fresh = true;
  const see = ({ phase }: PatientView) => {
    if (!NOBODY_IN.includes(phase)) fresh = false;
  };

  const client = connect({
    onState(line, final) {
      // It will hear no wipe any more, so it keeps nobody.
      become(final ? { line: 'over', view: null } : { line });
    },
    onMessage(message) {
      switch (message.type) {
        case 'live':
          for (const listener of lives) listener(message);
          return;
        case 'wave':
          for (const listener of waves) listener(message);
          return;
        case 'welcome':
          see(message.view);
          become({
            view: message.view,
            simulation: message.simulation,
            place: message.place,
            phone: message.phone ?? null,
            clockOffset: offset(message.now),
          });
          break;
        case 'view':
          see(message.view);
          become({ view: message.view, clockOffset: offset(message.now) });
          break;
        case 'care':
          become({ care: message });
          return;
        case 'check':
          become({ check: message.ask });
          return;
        case 'dock.state':
          become({ dock: message.state });
          return;
        case 'wipe':
          if (fresh) {
            onWipe(client, fresh);
            return;
          }
          {
            const { line, simulation, place, phone } = state;
            state = { ...START, line, simulation, place, phone };
          }
          for (const listener of messages) listener(message);
          for (const listener of listeners) listener();
          onWipe(client, fresh);
          return;
        default:
      }
      for (const listener of messages) listener(message);
    },
  });

  return {
    getState: () => state,
    subscribe: (listener) => add(listeners, listener),
    request: (action) => client.request(action),
    requestDock: (action) => client.requestDock(action),
    requestTechnician: (action) => client.requestTechnician(action),
    port: {
      send(message) {
        if (!['hello', 'alive', 'action', 'dock'].includes(message.type)) {
          client.send(message as Parameters<CoreClient['send']>[0]);
        }
      },
      subscribe: (listener) => add(messages, listener),
    },
    onLive: (listener) => add(lives, listener),
    onWave: (listener) => add(waves, listener),
  };
}
