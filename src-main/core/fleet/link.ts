/** The box's side of the fleet: its presence, what doctors say to it, and what is said to them. */

import type { Clock } from '../../../drivers/contract.ts';
import type { Language } from '../../../state-machines/contract.ts';
import type { AttendantAct, Chores } from '../../api/attendant-protocol.ts';
import {
  type AttendantCallMessage,
  type CallToBox,
  callSchema,
  fromAttendantSchema,
  type Notice,
  nameSchema,
  type Presence,
  presenceSchema,
  type ToDoctor,
  topics,
  userNames,
} from '../../api/fleet-protocol.ts';
import { type Backoff, type DownReason, type MqttSession, openMqttSession } from '../../api/mqtt-session.ts';
import type { Attack } from '../../api/trust/attacks.ts';
import type { Issuers } from '../../api/trust/certificate.ts';
import { parseJson } from '../../api/trust/message.ts';
import type { Identity } from './identity.ts';
import { type BoxTrustOptions, createBoxTrust, type Doctor } from './trust.ts';

export interface FleetLinkOptions {
  /** mqtt(s):// or ws(s):// address of the broker. */
  readonly url: string;
  readonly box: string;
  readonly place: string;
  readonly password: string;
  readonly clock: Clock;
  /** Wall milliseconds, for the "since" of an offline presence. */
  readonly wallNow?: () => number;
  /** Null: no doctor is believed. */
  readonly issuers: Issuers | null;
  readonly identity: Pick<Identity, 'speaker' | 'now' | 'ready' | 'onCertificate'>;
  readonly lease?: BoxTrustOptions['lease'];
  readonly random?: () => number;
  readonly backoff?: Backoff;
  /** Signed by a doctor whom the issuer knows, said to this box, in its order, and bound to its call. */
  readonly onMessage: (doctor: Doctor, message: CallToBox) => void;
  readonly onAttack?: BoxTrustOptions['onAttack'];
  /** What an attendant does; unsigned, so never more than a call answered or a chore done. */
  readonly onAttendant?: (act: AttendantAct, who: string) => void;
  /** Starts down. Called on changes only. */
  readonly onState: (state: 'up' | 'down') => void;
  /** What happened, never what was said. */
  readonly log?: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface FleetLink {
  /**
   * Kept and published again on each reconnection, and now and then so that its age says that the box lives. `since`:
   * wall milliseconds. `notice`: for each doctor on duty, sealed.
   */
  publishPresence(state: Presence['state'], since: number, language: Language | null, notice?: Notice): void;
  /** Retained, and published again on each reconnection. Null: nobody is needed. */
  publishCall(call: AttendantCallMessage['call'], chores?: Chores): void;
  /** False: the broker is not there; the message is gone, never delivered late. A doctor not met yet hears nothing. */
  toDoctor(doctor: string, message: ToDoctor): boolean;
  state(): 'up' | 'down';
  /** Says "offline" first when it can. Idempotent, bounded to 1 s. */
  close(): Promise<void>;
}

/** Of presence said again though nothing changed. */
export const PRESENCE_MS = 60_000;
/** To one doctor, of what was not believed in his name. */
const DISTRUST_MS = 10_000;

export function createFleetLink(options: FleetLinkOptions): FleetLink {
  const { box, place, log = () => {}, wallNow = Date.now, clock, identity } = options;
  const presence = (state: Presence['state'], since: number, language: Language | null): Presence =>
    presenceSchema.parse({ v: 1, box, place, state, since, language });
  const offline = () => presence('offline', wallNow(), null);
  const callOf = (call: AttendantCallMessage['call'], chores?: Chores): string =>
    JSON.stringify(callSchema.parse({ v: 1, box, place, call, ...(chores === undefined ? {} : { chores }) }));

  let last: Presence | null = null;
  let notice: Notice = {};
  let lastCall = callOf(null);
  let state: 'up' | 'down' = 'down';
  let lastReason: DownReason | null = null;
  let session: MqttSession | null = null;
  let will: string | null = null;
  let cancelPresence = () => {};
  let closed = false;
  const told = new Map<string, number>();

  const trust = createBoxTrust({
    box,
    issuers: options.issuers,
    identity,
    lease: options.lease ?? (() => null),
    onAttack(attack, doctor, at) {
      log('fleet.distrusted', { attack, doctor, at });
      options.onAttack?.(attack, doctor, at);
      if (at === 'box' && attack !== 'missing') tellDistrust(doctor, attack);
    },
  });

  const publish = (topic: string, retain: boolean) => (text: string) =>
    session?.publish(topic, text, retain) ?? false;

  /** A doctor whose name is abused learns it, not at the pace of who abuses it. */
  function tellDistrust(doctor: string, attack: Attack): void {
    const now = clock.now();
    if (now - (told.get(doctor) ?? Number.NEGATIVE_INFINITY) < DISTRUST_MS) return;
    if (!trust.onDuty().includes(doctor)) return;
    told.set(doctor, now);
    toDoctor(doctor, { type: 'distrust', attack });
  }

  function notify(doctor: string): void {
    void trust.notify(doctor, notice, publish(topics.toDoctor(doctor, box), false));
  }

  function sayPresence(): void {
    cancelPresence();
    if (closed) return;
    cancelPresence = clock.after(PRESENCE_MS, sayPresence);
    if (last !== null) void trust.presence(last, publish(topics.presence(box), true));
  }

  async function writeWill(): Promise<void> {
    will = await trust.testament(offline());
  }

  async function open(): Promise<void> {
    await identity.ready;
    await writeWill();
    if (closed) return;
    session = openMqttSession({
      ...options,
      userName: userNames.box(box),
      will: () => (will === null ? null : { topic: topics.presence(box), payload: will }),
      subscriptions: [topics.boxInbox(box), topics.attendantInbox(box), topics.allDuty],
      onUp() {
        lastReason = null;
        sayPresence();
        // What the broker kept of a call may be older than this process.
        session?.publish(topics.call(box), lastCall, true);
        change('up');
      },
      onDown(reason) {
        if (reason !== lastReason) log('fleet.down', { reason });
        lastReason = reason;
        change('down');
        void writeWill();
      },
      onMessage({ topic, payload, retained }) {
        if (isAttendants(topic)) return fromAttendant(topic, payload, retained);
        const onDuty = doctorIn(topic, 1, topics.duty);
        if (onDuty !== null) return void hearDuty(onDuty, payload);
        const doctor = doctorIn(topic, 3, (name) => topics.toBox(box, name));
        if (doctor === null) return log('fleet.ignored', { reason: 'topic' });
        // A retained message is one said to nobody, some time ago.
        if (retained) return options.onAttack?.('retained', doctor, 'box');
        void hear(doctor, payload);
      },
    });
  }

  async function hear(doctor: string, payload: Uint8Array): Promise<void> {
    const heard = await trust.hear(doctor, payload);
    if (heard !== null && !closed) options.onMessage(heard.doctor, heard.message);
  }

  async function hearDuty(doctor: string, payload: Uint8Array): Promise<void> {
    if ((await trust.heardDuty(doctor, payload)) && !closed) notify(doctor);
  }

  function change(next: 'up' | 'down'): void {
    if (next === state) return;
    state = next;
    options.onState(next);
  }

  function doctorIn(topic: string, level: number, of: (doctor: string) => string): string | null {
    const doctor = nameSchema.safeParse(topic.split('/')[level]);
    return doctor.success && topic === of(doctor.data) ? doctor.data : null;
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
    if (state !== 'up') return false;
    void trust.toDoctor(doctor, message, publish(topics.toDoctor(doctor, box), false));
    return true;
  }

  // What could not be said without one, and a last will that outlives the one before.
  identity.onCertificate(() => {
    sayPresence();
    void writeWill();
  });
  void open();

  return {
    publishPresence(next, since, language, attention = {}) {
      last = presence(next, since, language);
      notice = attention;
      sayPresence();
      // Each time to all, so that being told says nothing.
      for (const doctor of trust.onDuty()) notify(doctor);
    },
    publishCall(call, chores) {
      lastCall = callOf(call, chores);
      session?.publish(topics.call(box), lastCall, true);
    },
    toDoctor,
    state: () => state,
    async close() {
      if (closed) return;
      if (state === 'up') await trust.presence(offline(), publish(topics.presence(box), true));
      closed = true;
      cancelPresence();
      await session?.close();
      change('down');
    },
  };
}
