/** What cabinets tell their attendants, gathered from the broker, and what an attendant does on its way back. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AttendantPeople, Board } from '../src-main/api/attendant-protocol.ts';
import { createAttendantRoutes } from '../src-main/api/attendant-routes.ts';
import { callSchema, topics } from '../src-main/api/fleet-protocol.ts';
import { parseJson } from '../src-main/api/json-body.ts';
import { createAttempts } from './attempts.ts';
import type { BoxListener } from './broker.ts';
import type { Log } from './log.ts';

const HOUR_MS = 3_600_000;
/** Of one person from one address, of one address, of one person: a PIN is short, and this is the Internet. */
const LIMITS = [
  { failures: 5, windowMs: HOUR_MS },
  { failures: 20, windowMs: HOUR_MS },
  { failures: 20, windowMs: HOUR_MS },
];

export interface AttendantsParts {
  readonly people: AttendantPeople;
  /** Retained never: an act is for now. */
  readonly publish: (topic: string, payload: string) => Promise<boolean>;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
  readonly log: Log;
  readonly now: () => number;
}

export interface Attendants extends BoxListener {
  /** False: it is no path of theirs. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): void;
}

export function createAttendants(parts: AttendantsParts): Attendants {
  const boards = new Map<string, Board>();
  const routes = createAttendantRoutes({
    ...parts,
    boards: () => [...boards.values()],
    act: (box, who, act) => parts.publish(topics.fromAttendant(box, who), JSON.stringify(act)),
    attempts: createAttempts(LIMITS, parts.now),
  });
  function reachable(box: string, is: boolean): void {
    const board = boards.get(box);
    if (board === undefined || board.reachable === is) return;
    boards.set(box, { ...board, reachable: is });
    routes.changed();
  }
  return {
    handle: routes.handle,
    close: routes.close,
    called(box, payload) {
      const told = callSchema.safeParse(parseJson(new TextDecoder().decode(payload)));
      if (!told.success || told.data.box !== box) return;
      const { place, call, chores = null } = told.data;
      boards.set(box, { box, place, reachable: true, call, chores });
      routes.changed();
    },
    came: (box) => reachable(box, true),
    left: (box) => reachable(box, false),
  };
}
