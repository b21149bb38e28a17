/** The doctor's side of the fleet: which boxes wait, what they answer, and what of it is believed. Runs in a browser. */
import type { Clock } from '../../drivers/contract.ts';
import {
  type BoxSeen,
  type CallToDoctor,
  nameSchema,
  type ToBox,
  topics,
  userNames,
} from '../../src-main/api/fleet-protocol.ts';
import { type Backoff, type DownReason, openMqttSession } from '../../src-main/api/mqtt-session.ts';
import type { Attack } from '../../src-main/api/trust/attacks.ts';
import type { DoctorKeys } from '../../src-main/api/trust/doctor-keys.ts';
import { type Credentials, createDoctorTrust, type DoctorTrust } from './doctor-trust.ts';
import { createSteadyTimer } from './steady-timer.ts';

export type FleetClientState = 'connecting' | 'up' | 'down';

export interface FleetClientOptions {
  /** ws(s)://…/mqtt */
  readonly url: string;
  readonly doctor: string;
  /** As given by `POST /session`. */
  readonly password: string;
  readonly credentials: Credentials;
  /** Those of the certificate; null: this browser has them no longer, the doctor must log in again. */
  readonly keys: () => Promise<DoctorKeys | null>;
  readonly clock?: Clock;
  readonly wallNow?: () => number;
  readonly random?: () => number;
  readonly backoff?: Backoff;
  /** Every box known to the broker, by name; empty right after a (re)connection, then filled again. */
  readonly onPresence: (boxes: readonly BoxSeen[]) => void;
  readonly onMessage: (box: string, message: CallToDoctor) => void;
  /** Something was said in the name of this box that is not believed. `at`: who refused it. */
  readonly onAttack?: (box: string, attack: Attack, at: 'page' | 'box') => void;
  /** Starts `connecting`. Called on changes only. */
  readonly onState: (state: FleetClientState) => void;
  /** The password no longer holds (its time is over, or the same doctor logged in elsewhere): log in again. */
  readonly onRefused?: () => void;
}

export interface FleetClient {
  /** False: not sent, and never will be; also to a box that was not heard yet. */
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

/** So often a doctor says that he is on duty, and looks whether boxes still say that they live. */
const DUTY_EVERY_MS = 60_000;
/** To a box, of one kind of what was said in its name. */
const TELL_EVERY_MS = 10_000;
const MOST_TOLD = 200;

export function createFleetClient(options: FleetClientOptions): FleetClient {
  const { doctor, onAttack = () => {}, wallNow = Date.now } = options;
  const clock = options.clock ?? browserClock;
  let state: FleetClientState = 'connecting';
  let trust: DoctorTrust | null = null;
  let connection = 0;
  let over = false;
  let cancelDuty = () => {};
  const told = new Map<string, number>();

  const opened = options.keys().then((keys) => {
    if (over) return null;
    if (keys === null) {
      giveUp();
      return null;
    }
    const { credentials } = options;
    trust = createDoctorTrust({
      ...credentials,
      doctor,
      keys,
      wallNow,
      onAttack: refused,
    });
    if (state === 'up') sayDuty();
    return trust;
  });

  const session = openMqttSession({
    ...options,
    clock,
    timer: steadyTimer,
    userName: userNames.doctor(doctor),
    // No longer on duty.
    will: () => ({ topic: topics.duty(doctor), payload: '' }),
    subscriptions: [topics.allPresence, topics.doctorInbox(doctor)],
    onUp() {
      connection += 1;
      trust?.forget();
      change('up');
      tellPresence();
      sayDuty();
    },
    onDown(reason: DownReason) {
      change('down');
      if (reason === 'refused') giveUp();
    },
    onMessage({ topic, payload, retained }) {
      const mine = connection;
      void opened.then((known) => {
        if (known !== null && !over && mine === connection) return receive(known, topic, payload, retained);
      });
    },
  });

  async function receive(known: DoctorTrust, topic: string, payload: Uint8Array, retained: boolean) {
    const [kind, name, what, from] = topic.split('/');
    if (kind === 'box' && name !== undefined && topic === topics.presence(name)) {
      if ((await known.hearPresence(name, payload)) && !over) tellPresence();
      return;
    }
    const box = nameSchema.safeParse(from);
    if (what !== 'from' || !box.success || topic !== topics.toDoctor(doctor, box.data)) return;
    if (retained) return refused('retained', box.data);
    const heard = await known.hear(box.data, payload);
    if (heard === null || over) return;
    if (heard === 'notice') return tellPresence();
    if (heard.type === 'distrust') return onAttack(box.data, heard.attack, 'box');
    options.onMessage(box.data, heard);
  }

  /** The box writes it down: one place knows what the broker tried. */
  function refused(attack: Attack, box: string): void {
    onAttack(box, attack, 'page');
    const now = clock.now();
    const key = `${box} ${attack}`;
    if (now - (told.get(key) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) return;
    if (told.size < MOST_TOLD || told.has(key)) told.set(key, now);
    toBox(box, { type: 'distrust', attack });
  }

  function toBox(box: string, message: ToBox): boolean {
    if (state !== 'up' || over || trust === null || !trust.knows(box)) return false;
    void trust.toBox(box, message, (text) => session.publish(topics.toBox(box, doctor), text));
    return true;
  }

  function sayDuty(): void {
    cancelDuty();
    if (over) return;
    cancelDuty = clock.after(DUTY_EVERY_MS, () => {
      sayDuty();
      tellPresence();
    });
    void trust?.announce((text) => session.publish(topics.duty(doctor), text, true));
  }

  function tellPresence(): void {
    options.onPresence(trust?.boxes() ?? []);
  }

  function change(next: FleetClientState): void {
    if (next === state) return;
    state = next;
    options.onState(next);
  }

  function giveUp(): void {
    void close();
    options.onRefused?.();
  }

  async function close(): Promise<void> {
    if (over) return;
    over = true;
    cancelDuty();
    session.publish(topics.duty(doctor), '', true);
    await session.close();
    change('down');
  }

  return {
    toBox,
    state: () => state,
    close,
  };
}
