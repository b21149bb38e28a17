/**
 * What the fleet said and nobody may believe, in the journal and counted for the technician. The first of a kind at
 * once, the same again gathered over a minute: whoever floods the broker does not fill the disk.
 */
import type { Clock } from '../../drivers/contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import { record } from '../../state-machines/records.ts';
import type { Attack } from '../api/trust/attacks.ts';
import type { Journal } from '../journal/contract.ts';
import { plainTransaction } from '../journal/plain-transaction.ts';

const GATHER_MS = 60_000;

export type Place = 'box' | 'page';

export interface TrustDeskParts {
  readonly journal: Pick<Journal, 'commit'>;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly visit: () => string | null;
  readonly onError: (error: unknown) => void;
}

export interface TrustDesk {
  /** `at`: who did not believe it. */
  attack(attack: Attack, doctor: string, at: Place): void;
  /** Refused since the start; what is only missing is the network's, as far as anybody can tell. */
  total(): number;
  /** Writes what is still gathered. */
  close(): Promise<void>;
}

export function createTrustDesk(parts: TrustDeskParts): TrustDesk {
  let total = 0;
  interface Gathered {
    readonly attack: Attack;
    readonly at: Place;
    doctor: string;
    count: number;
    readonly cancel: () => void;
  }
  const gathering = new Map<string, Gathered>();
  let tail: Promise<unknown> = Promise.resolve();

  function write(attack: Attack, doctor: string, at: Place, count: number): void {
    const records = [record('fleet.distrusted', { attack, doctor, at, count })];
    const transaction = plainTransaction({ visit: parts.visit(), at: parts.now(), records });
    tail = tail.then(() => parts.journal.commit(transaction)).catch(parts.onError);
  }

  function flush(key: string): void {
    const gathered = gathering.get(key);
    gathering.delete(key);
    gathered?.cancel();
    if (gathered !== undefined && gathered.count > 0)
      write(gathered.attack, gathered.doctor, gathered.at, gathered.count);
  }

  return {
    attack(attack, doctor, at) {
      const key = `${attack} ${at}`;
      if (attack !== 'missing') total += 1;
      const gathered = gathering.get(key);
      if (gathered !== undefined) {
        gathered.count += 1;
        gathered.doctor = doctor;
        return;
      }
      write(attack, doctor, at, 1);
      const cancel = parts.clock.after(GATHER_MS, () => flush(key));
      gathering.set(key, { attack, at, doctor, count: 0, cancel });
    },
    total: () => total,
    async close() {
      for (const key of [...gathering.keys()]) flush(key);
      await tail;
    },
  };
}
