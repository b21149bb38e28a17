/** Looks for what other doctors left, once for each order, and says what it found; never for longer than a doctor waits. */
import type { Effect } from '../../../state-machines/contract.ts';
import type { Journal } from '../../journal/contract.ts';
import type { EarlierFound, EarlierOrder } from '../../uplink/earlier.ts';
import { patientName } from '../../uplink/fhir/people.ts';
import { visitSoFar } from '../../uplink/visits.ts';
import type { SeatEvent } from '../seat/seat.ts';

type Order = Extract<Effect, { type: 'earlier.look' }>;
type Answer = Extract<SeatEvent, { type: 'earlier.answer' }>;

export interface EarlierDeskParts {
  readonly journal: Pick<Journal, 'read'>;
  /** Null: there is no record. */
  readonly find: ((order: EarlierOrder, signal: AbortSignal) => Promise<EarlierFound>) | null;
  readonly visit: () => string | null;
  readonly dispatch: (event: Answer) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
  readonly longestMs?: number;
}

export interface EarlierDesk {
  look(order: Order): void;
  close(): void;
}

const LONGEST_MS = 8000;
const NOT_KNOWN = { confirmed: false, answer: { refused: 'unreachable' } } as const;

export function createEarlierDesk(parts: EarlierDeskParts): EarlierDesk {
  const over = new AbortController();

  async function found({ granted }: Order): Promise<EarlierFound> {
    const { find, journal } = parts;
    const visit = parts.visit();
    if (find === null) return { confirmed: false, answer: { refused: 'no-record' } };
    const so = visit === null ? null : await visitSoFar(journal, visit);
    if (so === null) return NOT_KNOWN;
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(parts.longestMs ?? LONGEST_MS)]);
    return find({ patient: patientName(so), granted }, signal);
  }

  return {
    look(order) {
      void found(order)
        .catch((error: unknown) => {
          parts.onError(error);
          return NOT_KNOWN;
        })
        .then((answer) => parts.dispatch({ type: 'earlier.answer', look: order.look, ...answer }))
        .catch(parts.onError);
    },
    close: () => over.abort(),
  };
}
