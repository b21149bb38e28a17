/**
 * The self-test as the core offers it: one run or one guided part at a time, only while nobody is in the cabinet,
 * told to every technician who looks, kept in the journal.
 */
import type { Capability, Clock } from '../../../drivers/contract.ts';
import type { Instant } from '../../../state-machines/contract.ts';
import { closedCapabilities } from '../../api/closed-capabilities.ts';
import type { FromCore } from '../../api/core-api.ts';
import type {
  GuidedStep,
  GuideView,
  SelftestLine,
  SelftestResult,
  TechnicianAction,
} from '../../api/selftest-protocol.ts';
import type { Check } from './check.ts';
import type { Guide, GuideSay } from './guided/guide.ts';
import type { SelftestMemory } from './memory.ts';
import { mergeResult } from './merge.ts';
import { runChecks } from './runner.ts';

export interface SelftestDeskParts {
  /** Made anew for each run. */
  readonly checks: () => readonly Check[];
  readonly guides: () => Partial<Readonly<Record<GuidedStep, Guide>>>;
  readonly memory: SelftestMemory;
  readonly clock: Clock;
  readonly now: () => Instant;
  /** Nobody is in the cabinet. */
  readonly free: () => boolean;
  /** To every technician who looks. */
  readonly tell: (message: FromCore) => void;
  /** What is closed may be another. */
  readonly changed: () => void;
  readonly onError: (error: unknown) => void;
}

export type DeskRefusal = 'visit' | 'busy' | 'unknown' | 'nothing-to-say';

export interface SelftestDesk {
  /** Reads the last result back. Call once, before anything else. */
  recall(): Promise<void>;
  result(): SelftestResult | null;
  closed(): readonly Capability[];
  state(): Extract<FromCore, { type: 'selftest.state' }>;
  /** Null: begun. */
  run(ids: readonly string[] | null): DeskRefusal | null;
  /** What is under way ends, cuffs first; nothing of it is kept. */
  stop(): void;
  guide(say: Extract<TechnicianAction, { type: 'guide' }>): DeskRefusal | null;
  /** Somebody may have come in, or left. */
  visitChanged(): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

interface Guiding {
  readonly step: GuidedStep;
  readonly say: (say: GuideSay) => void;
}

export function createSelftestDesk(parts: SelftestDeskParts): SelftestDesk {
  const { clock, tell } = parts;
  let result: SelftestResult | null = null;
  let running: readonly string[] = [];
  let guiding: Guiding | null = null;
  let ending: AbortController | null = null;
  let work: Promise<void> = Promise.resolve();

  const guided = (): GuidedStep[] => Object.keys(parts.guides()) as GuidedStep[];
  const state = (): Extract<FromCore, { type: 'selftest.state' }> => ({
    type: 'selftest.state',
    running: [...running],
    result,
    guided: guided(),
  });
  const wallNow = () => parts.now().wall;

  async function keep(lines: readonly SelftestLine[], whole: boolean): Promise<void> {
    const next = mergeResult(result, lines, whole, wallNow());
    await parts.memory.keep(next, parts.now());
    result = next;
    parts.changed();
  }

  /** One thing at a time; what it throws is told, never thrown. */
  function begin(task: (signal: AbortSignal) => Promise<void>): void {
    const mine = new AbortController();
    ending = mine;
    work = task(mine.signal)
      .catch(parts.onError)
      .finally(() => {
        ending = null;
        running = [];
        guiding = null;
        tell(state());
      });
  }

  function run(ids: readonly string[] | null): DeskRefusal | null {
    if (!parts.free()) return 'visit';
    if (ending !== null) return 'busy';
    const all = parts.checks();
    const checks = ids === null ? all : all.filter(({ id }) => ids.includes(id));
    if (checks.length === 0 || (ids !== null && checks.length < new Set(ids).size)) return 'unknown';
    running = checks.map(({ id }) => id);
    begin(async (signal) => {
      const onLine = (line: SelftestLine): void => {
        running = running.filter((id) => id !== line.id);
        tell({ type: 'selftest.line', line });
      };
      const lines = await runChecks({ checks, clock, wallNow, signal, onLine });
      if (!signal.aborted) await keep(lines, ids === null);
    });
    tell(state());
    return null;
  }

  function guide(said: Extract<TechnicianAction, { type: 'guide' }>): DeskRefusal | null {
    const { step, say } = said;
    if (say !== 'begin') {
      if (guiding?.step !== step) return 'nothing-to-say';
      guiding.say(said);
      return null;
    }
    const made = parts.guides()[step];
    if (made === undefined) return 'unknown';
    if (!parts.free()) return 'visit';
    if (ending !== null) return 'busy';
    begin(async (signal) => {
      const waiting: ((say: GuideSay) => void)[] = [];
      guiding = { step, say: (next) => waiting.shift()?.(next) };
      const show = (view: Omit<GuideView, 'step'>) =>
        tell({ type: 'selftest.guide', guide: { step, ...view } });
      const line = await made({
        said,
        signal,
        line: (id) => result?.lines.find((each) => each.id === id) ?? null,
        show,
        answer: () =>
          new Promise((resolve) => {
            waiting.push(resolve);
            signal.addEventListener('abort', () => resolve(null), { once: true });
          }),
      });
      if (line === null || signal.aborted) {
        tell({ type: 'selftest.guide', guide: null });
        return;
      }
      tell({ type: 'selftest.line', line });
      show({ state: 'over', values: line.facts });
      await keep([line], false);
    });
    return null;
  }

  const stop = (): void => ending?.abort();
  return {
    async recall() {
      result = await parts.memory.recall();
    },
    result: () => result,
    closed: () => closedCapabilities(result),
    state,
    run,
    stop,
    guide,
    visitChanged() {
      if (!parts.free()) stop();
    },
    settled: () => work,
  };
}
