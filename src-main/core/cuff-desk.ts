/** Cuffs on behalf of the machine: a start only while somebody at the screen can stop it, a stop whenever in doubt. */
import type { InstrumentHub } from '../../drivers/hub-contract.ts';
import type { Effect } from '../../state-machines/contract.ts';
import type { SeatEvent } from './seat/seat.ts';

export interface CuffDesk {
  start(effect: Extract<Effect, { type: 'cuff.start' }>): void;
  stop(): void;
}

export function createCuffDesk(parts: {
  readonly hub: Pick<InstrumentHub, 'startCuff' | 'stopCuffs'>;
  /** The cabinet's screen gave a sign of life lately. */
  readonly screenAlive: () => boolean;
  readonly dispatch: (event: SeatEvent) => Promise<unknown>;
  readonly failed: (what: string) => (error: unknown) => void;
}): CuffDesk {
  async function start({ type: _, ...permission }: Extract<Effect, { type: 'cuff.start' }>): Promise<void> {
    const { commandId } = permission;
    const started = parts.screenAlive()
      ? await parts.hub.startCuff(permission)
      : ({ refused: 'stopped' } as const);
    if ('refused' in started) {
      await parts.dispatch({ type: 'cuff.refused', commandId, reason: started.refused });
    } else if (!parts.screenAlive()) {
      await parts.hub.stopCuffs();
    }
  }

  return {
    start: (effect) => void start(effect).catch(parts.failed('cuff start')),
    stop: () => void parts.hub.stopCuffs().catch(parts.failed('cuff stop')),
  };
}
