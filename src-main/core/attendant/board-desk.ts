/** The board of this cabinet: who is needed and what there is to do, told when it changes. Never about the patient. */
import type { GivenDocument, Phase, PrinterTrouble, Unread } from '../../../state-machines/contract.ts';
import { type Board, boardSchema, type Chores, type HelpCall } from '../../api/attendant-protocol.ts';
import { hoursAt, type Week } from './hours.ts';

export interface BoardVisit {
  readonly phase: Phase;
  readonly waitingSince: number | null;
  readonly unread: readonly Unread[];
  readonly documents: readonly GivenDocument[];
}

export interface BoardDeskParts {
  readonly box: string;
  readonly place: string;
  readonly week: Week | null;
  readonly nowWall: () => number;
  readonly visit: () => BoardVisit;
  readonly publish: (call: HelpCall | null, chores: Chores) => void;
}

export interface BoardDesk {
  call(call: HelpCall | null): void;
  /** The visit, or the hour. */
  changed(): void;
  supplied(): void;
  board(): Board;
}

const WAITS: readonly Phase[] = ['waiting', 'alone'];

/** What stops the printer now; undefined: nothing is told of it. */
function troubleIn(documents: readonly GivenDocument[]): PrinterTrouble | null | undefined {
  const printing = documents.flatMap(({ hand }) => (hand.state === 'printing' ? [hand.trouble] : []));
  const [trouble] = printing;
  if (trouble != null) return trouble;
  return documents.some(({ hand }) => hand.state === 'handed-over') ? null : undefined;
}

export function createBoardDesk(parts: BoardDeskParts): BoardDesk {
  let call: HelpCall | null = null;
  let cleaningSince: number | null = null;
  /** Outlives the visit that met it: the paper is still out. */
  let printer: PrinterTrouble | null = null;
  let printed: string | null = null;
  let told = '';

  function chores(): Chores {
    const { phase, waitingSince, unread } = parts.visit();
    return {
      waitingSince: WAITS.includes(phase) ? waitingSince : null,
      unreadLate: unread.some(({ late }) => late),
      cleaningSince,
      printer,
      hours: parts.week === null ? null : hoursAt(parts.week, new Date(parts.nowWall())),
    };
  }
  function look(): void {
    const { phase, documents } = parts.visit();
    cleaningSince = phase === 'cleaning' ? (cleaningSince ?? parts.nowWall()) : null;
    const trouble = troubleIn(documents);
    // The same state of the same documents told again is no news of the printer.
    const state = JSON.stringify(documents.map(({ id, hand }) => [id, hand]));
    if (trouble !== undefined && state !== printed) printer = trouble;
    printed = state;
  }
  function tell(): void {
    look();
    const now = chores();
    const key = JSON.stringify([call, now]);
    if (key === told) return;
    told = key;
    parts.publish(call, now);
  }

  return {
    call(next) {
      call = next;
      tell();
    },
    changed: tell,
    supplied() {
      printer = null;
      tell();
    },
    board: () =>
      boardSchema.parse({ box: parts.box, place: parts.place, reachable: true, call, chores: chores() }),
  };
}
