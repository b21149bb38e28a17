/** Who may publish and subscribe what. Everything not listed is refused. */
import type { z } from 'zod';
import {
  callSchema,
  dutySchema,
  MAX_FLEET_BYTES,
  nameSchema,
  presenceSchema,
  topics,
} from '../src-main/api/fleet-protocol.ts';
import { parseJson, peekBody } from '../src-main/api/trust/message.ts';

export interface User {
  readonly kind: 'box' | 'doctor' | 'attendant';
  readonly name: string;
}

/** `box:<name>`, `doctor:<id>` or `attendant:<name>`; null for anything else. */
export function parseUserName(text: string): User | null {
  const [kind, name, ...rest] = text.split(':');
  if ((kind !== 'box' && kind !== 'doctor' && kind !== 'attendant') || rest.length > 0) return null;
  return nameSchema.safeParse(name).success && name !== undefined ? { kind, name } : null;
}

export function userName(user: User): string {
  return `${user.kind}:${user.name}`;
}

export interface Publication {
  readonly topic: string;
  readonly retain: boolean;
  readonly payload: Uint8Array;
}

/** `deny`: the client has no business here; `invalid`: its own presence, duty or call, but not one. */
export type Verdict =
  | { readonly kind: 'allow' }
  | { readonly kind: 'deny'; readonly reason: 'topic' | 'retain' | 'too-large' }
  | { readonly kind: 'invalid'; readonly reason: 'presence' | 'duty' | 'call' };

const ALLOW: Verdict = { kind: 'allow' };

export function mayPublish(user: User, publication: Publication): Verdict {
  if (publication.payload.byteLength > MAX_FLEET_BYTES) return { kind: 'deny', reason: 'too-large' };
  if (user.kind === 'box' && publication.topic === topics.presence(user.name)) {
    if (!publication.retain) return { kind: 'deny', reason: 'retain' };
    return isPresenceOf(user.name, publication.payload) ? ALLOW : { kind: 'invalid', reason: 'presence' };
  }
  if (user.kind === 'doctor' && publication.topic === topics.duty(user.name)) {
    if (!publication.retain) return { kind: 'deny', reason: 'retain' };
    return isDuty(publication.payload) ? ALLOW : { kind: 'invalid', reason: 'duty' };
  }
  if (user.kind === 'box' && publication.topic === topics.call(user.name)) {
    if (!publication.retain) return { kind: 'deny', reason: 'retain' };
    return isCallOf(user.name, publication.payload) ? ALLOW : { kind: 'invalid', reason: 'call' };
  }
  if (!isMessageFrom(user, publication.topic)) return { kind: 'deny', reason: 'topic' };
  return publication.retain ? { kind: 'deny', reason: 'retain' } : ALLOW;
}

/** Exact filters only: a wider or a narrower one is refused. */
export function maySubscribe(user: User, filter: string): boolean {
  switch (user.kind) {
    case 'box':
      return [topics.boxInbox(user.name), topics.attendantInbox(user.name), topics.allDuty].includes(filter);
    case 'doctor':
      return filter === topics.allPresence || filter === topics.doctorInbox(user.name);
    case 'attendant':
      return filter === topics.allPresence || filter === topics.allCalls;
  }
}

function isMessageFrom(user: User, topic: string): boolean {
  const [kind, recipient, from, sender, ...rest] = topic.split('/');
  return (
    kind === (user.kind === 'box' ? 'doctor' : 'box') &&
    nameSchema.safeParse(recipient).success &&
    from === (user.kind === 'attendant' ? 'attendant' : 'from') &&
    sender === user.name &&
    rest.length === 0
  );
}

/** Signatures are for those who listen; here only what would be kept is looked at. */
const isPresenceOf = (box: string, payload: Uint8Array): boolean =>
  saysBox(presenceSchema, box, peekBody(payload));
const isCallOf = (box: string, payload: Uint8Array): boolean => saysBox(callSchema, box, parseJson(payload));

/** Empty: no longer on duty. */
const isDuty = (payload: Uint8Array): boolean =>
  payload.byteLength === 0 || dutySchema.safeParse(peekBody(payload)).success;

function saysBox(schema: z.ZodType<{ box: string }>, box: string, said: unknown): boolean {
  const message = schema.safeParse(said);
  return message.success && message.data.box === box;
}
