/** Whether the distress watch really looks: the patient's page tries its own worker on a known picture. */
import type { SelftestReason } from '../../api/selftest-protocol.ts';
import type { WatchProof } from '../../api/watch-protocol.ts';
import { type Check, failed, notFitted, passed, warned } from './check.ts';

/** The models are 20 MB, and a slow computer compiles them for the first time. */
export const WATCH_LIMIT_MS = 75_000;

/** Null: no page is there, or it does not answer. */
export type AskWatch = (signal: AbortSignal) => Promise<WatchProof | null>;

export interface WatchCheckParts {
  /** False: the technician switched it off. */
  readonly on: () => boolean;
  /** Null where no page can ever be, as in a terminal without a core. */
  readonly ask: AskWatch | null;
}

const REASON: Readonly<Record<Extract<WatchProof, { state: 'failed' }>['why'], SelftestReason>> = {
  'no-webgl2': 'no-webgl2',
  'models-damaged': 'models-damaged',
  'worker-lost': 'watch-stopped',
  'sees-nobody': 'watch-blind',
  'sees-somebody': 'watch-blind',
};

export function createWatchCheck({ on, ask }: WatchCheckParts): Check {
  return {
    id: 'watch',
    group: 'system',
    capabilities: [],
    uses: [],
    limitMs: WATCH_LIMIT_MS,
    async run(signal) {
      if (ask === null) return warned('needs-core');
      if (!on()) return notFitted('watch-off');
      const proof = await ask(signal);
      if (proof === null) return warned('no-page');
      if (proof.state === 'sees') return passed({ pictureMs: proof.pictureMs });
      return proof.state === 'failed' ? failed(REASON[proof.why], proof.why) : failed('watch-stopped');
    },
  };
}
