/** The box's side of the fleet: its presence, and what doctors say to it. */

import type { Clock } from '../../../drivers/contract.ts';
import type { Language } from '../../../state-machines/contract.ts';
import type { AttendantAct, Chores } from '../../api/attendant-protocol.ts';
import {
  type AttendantCallMessage,
  callSchema,
  fromAttendantSchema,
  nameSchema,
  type Presence,
  presenceSchema,
  type ToBox,
  type ToDoctor,
  toBoxSchema,
  topics,
  userNames,
} from '../../api/fleet-protocol.ts';
import { type Backoff, type DownReason, openMqttSession } from '../../api/mqtt-session.ts';

export interface FleetLinkOptions {
  /** mqtt(s):// or ws(s):// address of the broker. */
  readonly url: string;
  readonly box: string;
  readonly place: string;
  readonly password: string;
  readonly clock: Clock;
  /** Wall milliseconds, for the "since" of an offline presence. */
  readonly wallNow?: () => number;
  readonly random?: () => number;
  readonly backoff?: Backoff;
  /** Parsed; `doctor` comes from the topic, which the broker lets only that doctor use. */
  readonly onMessage: (doctor: string, message: ToBox) => void;
  /** What an attendant does; unsigned, so never more than a call answered or a chore done. */
  readonly onAttendant?: (act: AttendantAct, who: string) => void;
  /** Starts down. Called on changes only. */
  readonly onState: (state: 'up' | 'down') => void;
  /** What happened, never what was said. */
  readonly log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface FleetLink {
  /** Kept and published again on each reconnection. `since`: wall milliseconds. */
  publishPresence(
    state: Presence['state'],
    since: number,
    language: Language | null,
    attention?: Pick<Presence, 'urgent' | 'unread'>,
  ): void;
  /** Retained, and published again on each reconnection. Null: nobody is needed. */
  publishCall(call: AttendantCallMessage['call'], chores?: Chores): void;
  /** False: the broker is not there; the message is gone, never delivered late. */
  toDoctor(doctor: string, message: ToDoctor): boolean;
  state(): 'up' | 'down';
  /** Says "offline" first when it can. Idempotent, bounded to 1 s. */
  close(): Promise<void>;
}

const uuidField = toBoxSchema.options[0].shape.claim;

export function createFleetLink(options: FleetLinkOptions): FleetLink {
  const { box, place, log = () => {}, wallNow = Date.now } = options;
  const presence = (
    state: Presence['state'],
    since: number,
    language: Language | null,
    attention: Pick<Presence, 'urgent' | 'unread'> = {},
  ) => JSON.stringify(presenceSchema.parse({ v: 1, box, place, state, since, language, ...attention }));

  const callOf = (call: AttendantCallMessage['call'], chores?: Chores): string =>
    JSON.stringify(callSchema.parse({ v: 1, box, place, call, ...(chores === undefined ? {} : { chores }) }));

  let last: string | null = null;
  let lastCall = callOf(null);
  let state: 'up' | 'down' = 'down';
  let lastReason: DownReason | null = null;
  let closed = false;

  const session = openMqttSession({
    ...options,
    userName: userNames.box(box),
    will: () => ({ topic: topics.presence(box), payload: presence('offline', wallNow(), null) }),
    subscriptions: [topics.boxInbox(box), topics.attendantInbox(box)],
    onUp() {
      lastReason = null;
      if (last !== null) session.publish(topics.presence(box), last, true);
      // What the broker kept of a call may be older than this process.
      session.publish(topics.call(box), lastCall, true);
      change('up');
    },
    onDown(reason) {
      if (reason !== lastReason) log('fleet.down', { reason });
      lastReason = reason;
      change('down');
    },
    onMessage({ topic, payload, retained }) {
      if (isAttendants(topic)) return fromAttendant(topic, payload, retained);
      const doctor = doctorOf(topic);
      if (doctor === null) return log('fleet.ignored', { reason: 'topic' });
      // A retained message is one said to nobody, some time ago.
      if (retained) return log('fleet.ignored', { reason: 'retained', doctor });
      const input = parseJson(payload);
      const message = toBoxSchema.safeParse(input);
      if (message.success) return options.onMessage(doctor, message.data);
      log('fleet.malformed', { doctor, bytes: payload.byteLength });
      const claim = uuidField.safeParse(fieldOf(input, 'claim'));
      if (claim.success) toDoctor(doctor, { type: 'claim.refused', claim: claim.data, reason: 'malformed' });
    },
  });

  function change(next: 'up' | 'down'): void {
    if (next === state) return;
    state = next;
    options.onState(next);
  }

  function doctorOf(topic: string): string | null {
    const doctor = nameSchema.safeParse(topic.split('/')[3]);
    return doctor.success && topic === topics.toBox(box, doctor.data) ? doctor.data : null;
  }

  function isAttendants(topic: string): boolean {
    const attendant = nameSchema.safeParse(topic.split('/')[3]);
    return attendant.success && topic === topics.fromAttendant(box, attendant.data);
  }

  function fromAttendant(topic: string, payload: Uint8Array, retained: boolean): void {
    const message = fromAttendantSchema.safeParse(parseJson(payload));
    if (retained || !message.success) log('fleet.ignored', { reason: 'attendant' });
    else options.onAttendant?.(message.data, topic.split('/')[3] ?? '');
  }

  function toDoctor(doctor: string, message: ToDoctor): boolean {
    return session.publish(topics.toDoctor(doctor, box), JSON.stringify(message));
  }

  return {
    publishPresence(next, since, language, attention) {
      last = presence(next, since, language, attention);
      session.publish(topics.presence(box), last, true);
    },
    publishCall(call, chores) {
      lastCall = callOf(call, chores);
      session.publish(topics.call(box), lastCall, true);
    },
    toDoctor,
    state: () => state,
    async close() {
      if (closed) return;
      closed = true;
      session.publish(topics.presence(box), presence('offline', wallNow(), null), true);
      await session.close();
      change('down');
    },
  };
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}

function fieldOf(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;
}
