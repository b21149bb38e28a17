/** The box's trust in what doctors say, and theirs in what it says: signs, believes, seals. Knows no broker. */
import {
  type CallToBox,
  type Notice,
  type Presence,
  type ToDoctor,
  toBoxSchema,
  userNames,
} from '../../api/fleet-protocol.ts';
import type { Attack } from '../../api/trust/attacks.ts';
import { type Binding, bindIn, bindOut, callOf } from '../../api/trust/binding.ts';
import { type Certificate, createCertificateReader, type Issuers } from '../../api/trust/certificate.ts';
import { createEar, type Expected } from '../../api/trust/ear.ts';
import { EVERYBODY, type Message } from '../../api/trust/message.ts';
import { freshNonce } from '../../api/trust/request.ts';
import { sealTo } from '../../api/trust/sealed.ts';
import { createVoice, type Said, UNBOUND } from '../../api/trust/voice.ts';
import type { Identity } from './identity.ts';

/** A doctor says again and again that he is on duty; after this long without it he is not. */
export const DUTY_MS = 3 * 60_000;
const MOST_DOCTORS = 500;

export interface Doctor {
  readonly id: string;
  /** As the issuer knows him. */
  readonly name: string;
}

export interface BoxTrustOptions {
  readonly box: string;
  readonly issuers: Issuers | null;
  readonly identity: Pick<Identity, 'speaker' | 'now'>;
  /** The call that is open, where this run has not opened it itself. */
  readonly lease: () => Pick<Binding, 'claim' | 'visit' | 'epoch'> | null;
  /** At the box: said in the name of `doctor`. At his page: said in ours. */
  readonly onAttack: (attack: Attack, doctor: string, at: 'box' | 'page') => void;
}

export interface BoxTrust {
  hear(doctor: string, payload: Uint8Array): Promise<{ doctor: Doctor; message: CallToBox } | null>;
  /** True: he is on duty, and was not, or says it from a new page. */
  heardDuty(doctor: string, payload: Uint8Array): Promise<boolean>;
  /** The doctors on duty now. */
  onDuty(): readonly string[];
  toDoctor(doctor: string, message: ToDoctor, publish: (text: string) => boolean): Promise<boolean>;
  /** Sealed to him; false: not on duty, or it could not go. */
  notify(doctor: string, notice: Notice, publish: (text: string) => boolean): Promise<boolean>;
  presence(presence: Presence, publish: (text: string) => boolean): Promise<boolean>;
  /** For a last will. */
  testament(presence: Presence): Promise<string | null>;
}

interface Present {
  readonly run: string;
  /** Null: has spoken, but has not said that he is on duty. */
  readonly duty: { readonly certificate: Certificate; readonly at: number } | null;
}

/** Without an issuer every certificate is a stranger's. */
const NOBODYS = { attack: 'foreign' } as const;

const EXPECTED = { role: 'doctor', right: 'claim' } as const;

export function createBoxTrust(options: BoxTrustOptions): BoxTrust {
  const { identity, onAttack, issuers } = options;
  const { now } = identity;
  const me = userNames.box(options.box);
  const run = freshNonce();
  const voice = createVoice({ from: me, run, speaker: identity.speaker, now });
  const reader = issuers === null ? null : createCertificateReader(issuers);
  const ear = reader && createEar({ me, run, reader, now });
  const doctors = new Map<string, Present>();
  const bindings = new Map<string, Binding>();
  let tail: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = tail.then(task);
    tail = done.catch(() => {});
    return done;
  };
  const expect = (doctor: string): Expected => ({ from: userNames.doctor(doctor), ...EXPECTED });

  function met(doctor: string, present: Present): void {
    doctors.delete(doctor);
    doctors.set(doctor, present);
    const [oldest] = doctors.keys();
    if (doctors.size > MOST_DOCTORS && oldest !== undefined) doctors.delete(oldest);
  }

  function bindingOf(doctor: string, claim: string): Binding | null {
    const own = bindings.get(doctor);
    if (own?.claim === claim) return own;
    const lease = options.lease();
    return lease?.claim === claim ? callOf(lease.claim, lease.visit, lease.epoch) : null;
  }

  /** Why it does not belong to the call; null: it does. */
  function unbound(doctor: string, message: Message, body: CallToBox): Attack | null {
    if (body.type === 'claim') return message.claim === body.claim ? null : 'swapped';
    const result = bindIn(bindingOf(doctor, body.claim), message, body);
    if ('attack' in result) return result.attack;
    if (result.binding !== null) bindings.set(doctor, result.binding);
    return null;
  }

  function refuse(attack: Attack, doctor: string): null {
    onAttack(attack, doctor, 'box');
    return null;
  }

  function saidTo(doctor: string, message: ToDoctor): Said | null {
    const toRun = doctors.get(doctor)?.run;
    if (toRun === undefined) return null;
    const to = { to: userNames.doctor(doctor), toRun, body: message };
    if (!('claim' in message)) return { ...to, bound: UNBOUND };
    if (message.type === 'claim.accepted')
      bindings.set(doctor, callOf(message.claim, message.visit, message.epoch));
    const out = bindOut(bindingOf(doctor, message.claim), message);
    if (out === null) return null;
    if (out.binding !== null) bindings.set(doctor, out.binding);
    return { ...to, bound: out.bound };
  }

  const dutyOf = (doctor: string): Present['duty'] => {
    const duty = doctors.get(doctor)?.duty ?? null;
    if (duty === null || now() - duty.at > DUTY_MS) return null;
    return duty.certificate.exp * 1000 > now() ? duty : null;
  };

  return {
    hear: (doctor, payload) =>
      inTurn(async () => {
        const heard = (await ear?.hear(payload, expect(doctor))) ?? NOBODYS;
        if ('attack' in heard) return refuse(heard.attack, doctor);
        const { message, certificate } = heard;
        if (heard.missing) onAttack('missing', doctor, 'box');
        const before = doctors.get(doctor);
        met(doctor, { run: message.run, duty: before?.run === message.run ? before.duty : null });
        const body = toBoxSchema.safeParse(message.body);
        if (!body.success) return refuse('unreadable', doctor);
        if (body.data.type === 'distrust') {
          onAttack(body.data.attack, doctor, 'page');
          return null;
        }
        const attack = unbound(doctor, message, body.data);
        if (attack !== null) return refuse(attack, doctor);
        return { doctor: { id: doctor, name: certificate.name }, message: body.data };
      }),
    heardDuty: (doctor, payload) =>
      inTurn(async () => {
        const before = doctors.get(doctor);
        if (payload.byteLength === 0) {
          if (before !== undefined) met(doctor, { ...before, duty: null });
          return false;
        }
        const heard = (await ear?.overhear(payload, { ...expect(doctor), right: 'read' })) ?? NOBODYS;
        if ('attack' in heard) {
          refuse(heard.attack, doctor);
          return false;
        }
        const { message, certificate } = heard;
        // The broker keeps one of a doctor who went without a word: no attack, and no duty.
        if (now() - message.at > DUTY_MS) return false;
        if (before?.duty != null && message.at < before.duty.at) {
          refuse('replayed', doctor);
          return false;
        }
        met(doctor, { run: message.run, duty: { certificate, at: message.at } });
        return true;
      }),
    onDuty: () => [...doctors.keys()].filter((doctor) => dutyOf(doctor) !== null),
    toDoctor: (doctor, message, publish) => voice.say(() => saidTo(doctor, message), publish),
    notify: (doctor, notice, publish) =>
      voice.say(async () => {
        const key = dutyOf(doctor)?.certificate.seal ?? null;
        if (key === null) return null;
        const sealed = await sealTo(key, me, userNames.doctor(doctor), notice);
        return saidTo(doctor, { type: 'notice', sealed });
      }, publish),
    presence: (presence, publish) =>
      voice.say(() => ({ to: EVERYBODY, toRun: null, bound: UNBOUND, body: presence }), publish),
    testament: (presence) => voice.write(presence),
  };
}
