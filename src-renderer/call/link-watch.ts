import { HEARTBEAT_LOST_MS } from '../../src-main/api/call-protocol.ts';
import type { Clock } from './clock.ts';
import { addEcho, NO_OFFSET, type OffsetState } from './offset.ts';

/** The wall clock running ahead of the page's clock by this much means that the machine slept. */
const SLEPT_MS = 1500;

export interface LinkWatch {
  link(): 'connecting' | 'live' | 'lost';
  /** Cabinet's monotonic time minus the page's, ms. */
  offset(): number | null;
  roundTripMs(): number | null;
  /** The heartbeat to send now. */
  beat(): { readonly type: 'heartbeat'; readonly n: number; readonly t0: number };
  echo(heartbeat: { readonly n: number; readonly t0: number; readonly tc: number }): void;
  /** A new call: the cabinet may have restarted, its clock is unknown again. */
  reset(): void;
}

export function createLinkWatch(clock: Clock): LinkWatch {
  let state: OffsetState = NO_OFFSET;
  let n = 0;
  let firstOfCall = 0;
  let lastEcho: number | null = null;
  let everLive = false;
  let lead = clock.wall() - clock.now();

  const forget = () => {
    state = NO_OFFSET;
    lastEcho = null;
    firstOfCall = n + 1;
  };

  const noticeSleep = () => {
    const leadNow = clock.wall() - clock.now();
    if (leadNow - lead > SLEPT_MS) forget();
    lead = leadNow;
  };

  return {
    link() {
      noticeSleep();
      if (lastEcho !== null && clock.now() - lastEcho <= HEARTBEAT_LOST_MS) return 'live';
      return everLive ? 'lost' : 'connecting';
    },
    offset() {
      noticeSleep();
      return state.offset;
    },
    roundTripMs: () => state.roundTripMs,
    beat() {
      noticeSleep();
      n += 1;
      return { type: 'heartbeat', n, t0: clock.now() };
    },
    echo(heartbeat) {
      noticeSleep();
      const t1 = clock.now();
      if (heartbeat.n < firstOfCall || heartbeat.n > n || heartbeat.t0 > t1) return;
      state = addEcho(state, { t0: heartbeat.t0, tc: heartbeat.tc, t1 });
      // An echo that waited out a cut says that the link was alive when it was answered, not that it is now.
      if (t1 - heartbeat.t0 > HEARTBEAT_LOST_MS) return;
      lastEcho = t1;
      everLive = true;
    },
    reset: forget,
  };
}
