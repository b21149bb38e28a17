/** The page's trust in what boxes say, and theirs in what it says: signs, believes, unseals. Knows no broker. */
import {
  type BoxSeen,
  type CallToDoctor,
  type Notice,
  noticeSchema,
  type Presence,
  presenceSchema,
  type ToBox,
  type ToDoctor,
  toDoctorSchema,
  userNames,
} from '../../src-main/api/fleet-protocol.ts';
import type { Attack } from '../../src-main/api/trust/attacks.ts';
import { type Binding, bindIn, bindOut, callOf } from '../../src-main/api/trust/binding.ts';
import { createCertificateReader, type Issuers } from '../../src-main/api/trust/certificate.ts';
import type { DoctorKeys } from '../../src-main/api/trust/doctor-keys.ts';
import { createEar } from '../../src-main/api/trust/ear.ts';
import { EVERYBODY, type Message } from '../../src-main/api/trust/message.ts';
import { freshNonce } from '../../src-main/api/trust/request.ts';
import { openSealed } from '../../src-main/api/trust/sealed.ts';
import { createVoice, type Said, UNBOUND } from '../../src-main/api/trust/voice.ts';

/** A box says its presence each minute; what is older holds no longer. */
export const PRESENCE_HOLDS_MS = 3 * 60_000;

/** What a login gave this page. */
export interface Credentials {
  readonly certificate: string;
  readonly issuers: Issuers;
  /** The issuer's clock minus the page's, ms. */
  readonly clockAheadMs: number;
}

export interface DoctorTrustOptions extends Credentials {
  readonly doctor: string;
  readonly keys: DoctorKeys;
  readonly wallNow: () => number;
  readonly onAttack: (attack: Attack, box: string) => void;
}

export interface DoctorTrust {
  announce(publish: (text: string) => boolean): Promise<boolean>;
  toBox(box: string, message: ToBox, publish: (text: string) => boolean): Promise<boolean>;
  /** True: what is known of the box may have changed. */
  hearPresence(box: string, payload: Uint8Array): Promise<boolean>;
  /** Null: not believed, or a notice, which `boxes` holds. */
  hear(
    box: string,
    payload: Uint8Array,
  ): Promise<CallToDoctor | Extract<ToDoctor, { type: 'distrust' }> | 'notice' | null>;
  boxes(): readonly BoxSeen[];
  /** It was heard in this run of the page, so that something can be said to it. */
  knows(box: string): boolean;
  /** The connection is new: the broker tells what it keeps once more. */
  forget(): void;
}

interface Seen {
  readonly presence: Presence;
  readonly run: string;
  readonly n: number;
  readonly at: number;
}

const EXPECTED = { role: 'box', right: 'arbitrate' } as const;

export function createDoctorTrust(options: DoctorTrustOptions): DoctorTrust {
  const { doctor, keys, issuers, onAttack } = options;
  const now = () => options.wallNow() + options.clockAheadMs;
  const me = userNames.doctor(doctor);
  const run = freshNonce();
  const speaker = { certificate: options.certificate, key: keys.sign.privateKey };
  const voice = createVoice({ from: me, run, speaker: () => speaker, now });
  const ear = createEar({ me, run, reader: createCertificateReader(issuers), now });
  /** The latest of each box, also of what the broker has not told again yet. */
  const seen = new Map<string, Seen>();
  const shown = new Set<string>();
  const notices = new Map<string, { readonly run: string; readonly notice: Notice }>();
  const bindings = new Map<string, Binding>();
  let tail: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = tail.then(task);
    tail = done.catch(() => {});
    return done;
  };
  const expect = (box: string) => ({ from: userNames.box(box), ...EXPECTED });
  const refuse = (attack: Attack, box: string): null => {
    onAttack(attack, box);
    return null;
  };

  const bindingOf = (box: string, claim: string): Binding | null => {
    const own = bindings.get(box) ?? null;
    return own?.claim === claim ? own : null;
  };

  function saidTo(box: string, message: ToBox): Said | null {
    const known = seen.get(box);
    if (known === undefined) return null;
    const to = { to: userNames.box(box), toRun: known.run, body: message };
    if (!('claim' in message)) return { ...to, bound: UNBOUND };
    if (message.type === 'claim') return { ...to, bound: { ...UNBOUND, claim: message.claim } };
    const out = bindOut(bindingOf(box, message.claim), message);
    if (out === null) return null;
    if (out.binding !== null) bindings.set(box, out.binding);
    return { ...to, bound: out.bound };
  }

  function unbound(box: string, message: Message, body: ToDoctor): Attack | null {
    if (!('claim' in body)) return null;
    if (body.type === 'claim.accepted') {
      const said = message.claim === body.claim && message.visit === body.visit;
      if (!said || message.epoch !== body.epoch) return 'swapped';
      const before = bindingOf(box, body.claim);
      const again = before?.visit === body.visit && body.epoch <= before.epoch;
      if (!again) bindings.set(box, callOf(body.claim, body.visit, body.epoch));
      return null;
    }
    const result = bindIn(bindingOf(box, body.claim), message, body);
    if ('attack' in result) return result.attack;
    if (result.binding !== null) bindings.set(box, result.binding);
    return null;
  }

  async function takeNotice(box: string, from: string, sealed: string): Promise<'notice' | null> {
    const opened = await openSealed(sealed, keys.seal.privateKey, userNames.box(box), me);
    const notice = noticeSchema.safeParse(opened);
    if (!notice.success) return refuse(opened === null ? 'forged' : 'unreadable', box);
    notices.set(box, { run: from, notice: notice.data });
    return 'notice';
  }

  function boxSeen(box: string, { presence, run: ofBox, at }: Seen): BoxSeen {
    const silent = now() - at > PRESENCE_HOLDS_MS;
    if (silent || presence.state === 'offline') return { ...presence, state: 'offline', language: null };
    const told = notices.get(box);
    return told?.run === ofBox ? { ...presence, ...told.notice } : presence;
  }

  return {
    announce: (publish) =>
      voice.say(() => ({ to: EVERYBODY, toRun: null, bound: UNBOUND, body: { type: 'duty' } }), publish),
    toBox: (box, message, publish) => voice.say(() => saidTo(box, message), publish),
    hearPresence: (box, payload) =>
      inTurn(async () => {
        if (payload.byteLength === 0) return shown.delete(box);
        const heard = await ear.overhear(payload, expect(box));
        if ('attack' in heard) {
          refuse(heard.attack, box);
          return shown.delete(box);
        }
        const { message } = heard;
        const presence = presenceSchema.safeParse(message.body);
        if (!presence.success || presence.data.box !== box) {
          refuse(presence.success ? 'swapped' : 'unreadable', box);
          return shown.delete(box);
        }
        const before = seen.get(box);
        const { n, at } = message;
        // A last will is older than what came after it; that a box is gone is always believed.
        const gone = presence.data.state === 'offline';
        const older =
          before !== undefined &&
          (before.run === message.run ? n < before.n : at < before.at) &&
          !(gone && before.run === message.run);
        if (older) {
          refuse('replayed', box);
          return false;
        }
        const highest = before?.run === message.run ? Math.max(n, before.n) : n;
        const latest = Math.max(at, before?.at ?? at);
        seen.set(box, { presence: presence.data, run: message.run, n: highest, at: latest });
        shown.add(box);
        return true;
      }),
    hear: (box, payload) =>
      inTurn(async () => {
        const heard = await ear.hear(payload, expect(box));
        if ('attack' in heard) return refuse(heard.attack, box);
        const { message } = heard;
        if (heard.missing) onAttack('missing', box);
        const body = toDoctorSchema.safeParse(message.body);
        if (!body.success) return refuse('unreadable', box);
        if (body.data.type === 'notice') return takeNotice(box, message.run, body.data.sealed);
        const attack = unbound(box, message, body.data);
        return attack === null ? body.data : refuse(attack, box);
      }),
    boxes: () =>
      [...shown]
        .sort()
        .flatMap((box) => seen.get(box) ?? [])
        .map((known) => boxSeen(known.presence.box, known)),
    knows: (box) => seen.has(box),
    forget: () => shown.clear(),
  };
}
