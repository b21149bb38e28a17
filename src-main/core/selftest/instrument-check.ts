/** One fitted instrument through the hub: found, permission, opens, negotiates, live frames. Never moves a cuff. */
import type { Clock, FaultCode } from '../../../drivers/contract.ts';
import type { InstrumentHub } from '../../../drivers/hub-contract.ts';
import type { SelftestFacts } from '../../api/selftest-protocol.ts';
import { type Check, failed, type Outcome, passed, until, warned } from './check.ts';
import type { Fitted } from './fitted.ts';
import { lookAt, type Seen } from './instrument-look.ts';

/** Identifying behind a general adapter asks several models, one after the other. */
export const INSTRUMENT_PATIENCE_MS = 12_000;
/** Longer than any list of ports takes to be read. */
const PLUGGED_PATIENCE_MS = 1500;
/** The hub has tried again several times by then. */
const FAULT_PATIENCE_MS = 6000;
const RELEASE_MS = 3500;
/** Some speak only when somebody acts on them: nothing to wait for beyond the longest quiet time of the others. */
const LONGEST_SILENCE_MS = 5000;
const SILENCE_SLACK_MS = 500;
/** Waiting longer does not mend these. */
const LASTING: readonly FaultCode[] = ['no-permission', 'port-busy', 'two-alike'];
const NOT_THERE: readonly FaultCode[] = ['not-plugged', 'unplugged'];

export interface InstrumentCheckParts {
  readonly hub: Pick<InstrumentHub, 'status' | 'units' | 'want' | 'release'>;
  readonly clock: Clock;
  readonly patienceMs?: number;
}

export function createInstrumentCheck(fitted: Fitted, parts: InstrumentCheckParts): Check {
  const { hub, clock, patienceMs = INSTRUMENT_PATIENCE_MS } = parts;
  const { name, capabilities } = fitted;
  return {
    id: `instrument.${name}`,
    group: 'instruments',
    capabilities,
    uses: capabilities.map((capability) => `capability ${capability}`),
    limitMs: patienceMs + RELEASE_MS,
    async run(signal) {
      let streamsSince: number | null = null;
      let faultSince: number | null = null;
      const look = (): { seen: Seen; alive: boolean } => {
        const seen = lookAt(hub, fitted);
        const now = clock.now();
        streamsSince = seen.streaming ? (streamsSince ?? now) : null;
        faultSince = seen.fault === null ? null : (faultSince ?? now);
        // Who may be silent is alive when its own driver has not missed it for the time it may be silent.
        const enough = Math.min(seen.quietMs + SILENCE_SLACK_MS, LONGEST_SILENCE_MS);
        const quietly = streamsSince !== null && now - streamsSince >= enough;
        return { seen, alive: seen.streaming && (seen.frameAt !== null || quietly) };
      };
      const settled = (): { seen: Seen; alive: boolean } | null => {
        const now = look();
        const { code } = now.seen.fault ?? {};
        if (now.alive || now.seen.spare || (code !== undefined && LASTING.includes(code))) return now;
        if (code === undefined || faultSince === null) return null;
        const enough = NOT_THERE.includes(code) ? PLUGGED_PATIENCE_MS : FAULT_PATIENCE_MS;
        return clock.now() - faultSince >= enough ? now : null;
      };
      for (const capability of capabilities) hub.want(capability);
      try {
        const { seen, alive } = (await until(clock, patienceMs, signal, settled)) ?? look();
        return toOutcome(seen, alive, clock.now());
      } finally {
        await Promise.all(capabilities.map((capability) => hub.release(capability)));
      }
    },
  };
}

function toOutcome(seen: Seen, alive: boolean, now: number): Outcome {
  const { identity, port, frameAt, fault, spare } = seen;
  const facts: SelftestFacts = {
    ...(identity === null
      ? {}
      : { instrument: identity.label, serial: identity.serial, firmware: identity.firmware }),
    ...(port === null ? {} : { port }),
    ...(frameAt === null ? {} : { frameAgeMs: Math.max(0, Math.round(now - frameAt)) }),
  };
  if (alive) return passed(facts);
  if (spare) return warned('not-streamed', '', facts);
  return failed(fault?.code ?? 'no-answer', fault?.detail ?? '', facts);
}
