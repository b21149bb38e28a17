/** What the technician's screen knows of the core: one connection of its own, the lines as they come. */
import { type CoreClient, connectCore, type Reply } from '../../src-main/api/client.ts';
import type { MediaLabels } from '../../src-main/api/media-protocol.ts';
import type {
  GuidedStep,
  GuideView,
  SelftestLine,
  SelftestResult,
  TechnicianAction,
} from '../../src-main/api/selftest-protocol.ts';
import type { WatchSettings } from '../../src-main/api/watch-protocol.ts';

export interface TechnicianState {
  readonly line: 'connecting' | 'open' | 'lost';
  readonly result: SelftestResult | null;
  /** Lines of the run under way, beside those of the result. */
  readonly fresh: Readonly<Record<string, SelftestLine>>;
  readonly running: readonly string[];
  readonly guided: readonly GuidedStep[];
  readonly guide: GuideView | null;
  /** What the cameras and sound inputs are for, as the core keeps it; null: not told yet. */
  readonly labels: MediaLabels | null;
  /** What is watched for, as the core keeps it; null: not told yet. */
  readonly watch: WatchSettings | null;
}

export interface TechnicianSession {
  getState(): TechnicianState;
  subscribe(listener: () => void): () => void;
  act(action: TechnicianAction): Promise<Reply>;
  /** The guided part is looked at no more. */
  dismiss(): void;
  close(): void;
}

const START: TechnicianState = {
  line: 'connecting',
  result: null,
  fresh: {},
  running: [],
  guided: [],
  guide: null,
  labels: null,
  watch: null,
};

export function openTechnicianSession(url: string, token: string): TechnicianSession {
  let state = START;
  const listeners = new Set<() => void>();
  const become = (next: Partial<TechnicianState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const client: CoreClient = connectCore({
    url,
    role: 'technician',
    token,
    onState(line, final) {
      // A lost connection is not opened again by itself: the core asks for the PIN.
      if (line === 'lost' || final) become({ line: 'lost' });
      else become({ line });
    },
    onMessage(message) {
      switch (message.type) {
        case 'selftest.state':
          become({
            running: message.running,
            guided: message.guided,
            ...(message.running.length === 0 ? { result: message.result, fresh: {} } : {}),
          });
          return;
        case 'selftest.line':
          become({
            fresh: { ...state.fresh, [message.line.id]: message.line },
            running: state.running.filter((id) => id !== message.line.id),
          });
          return;
        case 'selftest.guide':
          become({ guide: message.guide });
          return;
        case 'watch.state':
          // Only what changed: how often it looks comes several times a second.
          if (JSON.stringify(state.watch) !== JSON.stringify(message.settings))
            become({ watch: message.settings });
          return;
        case 'media.labels':
          become({ labels: message.labels });
          return;
        default:
      }
    },
  });
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act: (action) => client.requestTechnician(action),
    dismiss: () => become({ guide: null }),
    close: () => client.close(),
  };
}
