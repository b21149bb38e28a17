/** The doctor's side of the fleet: which boxes wait, and what they answer. Runs in a browser. */
import type { Clock } from '../../drivers/contract.ts';
import {
  nameSchema,
  type Presence,
  presenceSchema,
  type ToBox,
  type ToDoctor,
  toDoctorSchema,
  topics,
  userNames,
} from '../../src-main/api/fleet-protocol.ts';
import { type Backoff, type DownReason, openMqttSession } from '../../src-main/api/mqtt-session.ts';
import { createSteadyTimer } from './steady-timer.ts';

export type FleetClientState = 'connecting' | 'up' | 'down';

export interface FleetClientOptions {
  /** ws(s)://…/mqtt */
  readonly url: string;
  readonly doctor: string;
  /** As given by `POST /session`. */
  readonly password: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly backoff?: Backoff;
  /** Every box known to the broker, by name; empty right after a (re)connection, then filled again. */
  readonly onPresence: (boxes: readonly Presence[]) => void;
  readonly onMessage: (box: string, message: ToDoctor) => void;
  /** Starts `connecting`. Called on changes only. */
  readonly onState: (state: FleetClientState) => void;
  /** The password no longer holds (its time is over, or the same doctor logged in elsewhere): log in again. */
  readonly onRefused?: () => void;
}

export interface FleetClient {
  /** False: not sent, and never will be. */
  toBox(box: string, message: ToBox): boolean;
  state(): FleetClientState;
  close(): Promise<void>;
}

const steadyTimer = createSteadyTimer();

const browserClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export function createFleetClient(options: FleetClientOptions): FleetClient {
  const { doctor } = options;
  const boxes = new Map<string, Presence>();
  let state: FleetClientState = 'connecting';

  const session = openMqttSession({
    ...options,
    clock: options.clock ?? browserClock,
    timer: steadyTimer,
    userName: userNames.doctor(doctor),
    subscriptions: [topics.allPresence, topics.doctorInbox(doctor)],
    onUp() {
      boxes.clear();
      change('up');
      tellPresence();
    },
    onDown(reason: DownReason) {
      change('down');
      if (reason !== 'refused') return;
      close();
      options.onRefused?.();
    },
    onMessage({ topic, payload, retained }) {
      const [kind, name, what] = topic.split('/');
      if (kind === 'box' && name !== undefined && topic === topics.presence(name)) {
        receivePresence(name, payload);
        return;
      }
      const from = nameSchema.safeParse(topic.split('/')[3]);
      if (retained || what !== 'from' || !from.success || topic !== topics.toDoctor(doctor, from.data))
        return;
      const message = toDoctorSchema.safeParse(parseJson(payload));
      if (message.success) options.onMessage(from.data, message.data);
    },
  });

  function receivePresence(name: string, payload: Uint8Array): void {
    const presence = presenceSchema.safeParse(parseJson(payload));
    const known = presence.success && presence.data.box === name;
    if (known) boxes.set(name, presence.data);
    // Emptied or unreadable: what was known of this box no longer holds.
    else if (!boxes.delete(name)) return;
    tellPresence();
  }

  function tellPresence(): void {
    options.onPresence([...boxes.values()].sort((a, b) => (a.box < b.box ? -1 : 1)));
  }

  function change(next: FleetClientState): void {
    if (next === state) return;
    state = next;
    options.onState(next);
  }

  async function close(): Promise<void> {
    await session.close();
    change('down');
  }

  return {
    toBox: (box, message) => session.publish(topics.toBox(box, doctor), JSON.stringify(message)),
    state: () => state,
    close,
  };
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}
