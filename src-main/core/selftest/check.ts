/** What a check of the self-test is. One file a check; the runner keeps their time. */
import type { Capability, Clock } from '../../../drivers/contract.ts';
import type {
  SelftestFacts,
  SelftestGroup,
  SelftestReason,
  SelftestStatus,
} from '../../api/selftest-protocol.ts';

export interface Outcome {
  readonly status: SelftestStatus;
  readonly reason: { readonly code: SelftestReason; readonly detail: string } | null;
  readonly facts: SelftestFacts;
}

export interface Check {
  readonly id: string;
  readonly group: SelftestGroup;
  /** Exams that cannot be done while this fails. */
  readonly capabilities: readonly Capability[];
  /** What it needs for itself; two checks that share one do not run at the same time. */
  readonly uses: readonly string[];
  /** Longest time it is given. */
  readonly limitMs: number;
  /** Ends soon after `signal`; leaves everything as it found it. */
  run(signal: AbortSignal): Promise<Outcome>;
}

export const passed = (facts: SelftestFacts = {}): Outcome => ({ status: 'pass', reason: null, facts });

const with_ =
  (status: SelftestStatus) =>
  (code: SelftestReason, detail = '', facts: SelftestFacts = {}): Outcome => ({
    status,
    reason: { code, detail: detail.slice(0, 300) },
    facts,
  });
export const warned = with_('warn');
export const failed = with_('fail');
export const notFitted = with_('not-fitted');

const LOOK_AGAIN_MS = 50;

/** The first answer of `probe` that is not null; null once `ms` have passed or `signal` came. */
export function until<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  probe: () => T | null,
): Promise<T | null> {
  const end = clock.now() + ms;
  return new Promise((resolve) => {
    const look = (): void => {
      const found = probe();
      if (found !== null || signal.aborted || clock.now() >= end) resolve(found);
      else clock.after(LOOK_AGAIN_MS, look);
    };
    look();
  });
}
