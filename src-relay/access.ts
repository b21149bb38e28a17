/** Who may publish and subscribe what. Everything not listed is refused. */
import { MAX_FLEET_BYTES, nameSchema, presenceSchema, topics } from '../src-main/api/fleet-protocol.ts';

export interface User {
  readonly kind: 'box' | 'doctor';
  readonly name: string;
}

/** `box:<name>` or `doctor:<id>`; null for anything else. */
export function parseUserName(text: string): User | null {
  const [kind, name, ...rest] = text.split(':');
  if ((kind !== 'box' && kind !== 'doctor') || rest.length > 0) return null;
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

/** `deny`: the client has no business here; `invalid`: its own presence, but not a presence. */
export type Verdict =
  | { readonly kind: 'allow' }
  | { readonly kind: 'deny'; readonly reason: 'topic' | 'retain' | 'too-large' }
  | { readonly kind: 'invalid'; readonly reason: 'presence' };

const ALLOW: Verdict = { kind: 'allow' };

export function mayPublish(user: User, publication: Publication): Verdict {
  if (publication.payload.byteLength > MAX_FLEET_BYTES) return { kind: 'deny', reason: 'too-large' };
  if (user.kind === 'box' && publication.topic === topics.presence(user.name)) {
    if (!publication.retain) return { kind: 'deny', reason: 'retain' };
    return isPresenceOf(user.name, publication.payload) ? ALLOW : { kind: 'invalid', reason: 'presence' };
  }
  if (!isMessageFrom(user, publication.topic)) return { kind: 'deny', reason: 'topic' };
  return publication.retain ? { kind: 'deny', reason: 'retain' } : ALLOW;
}

/** Exact filters only: a wider or a narrower one is refused. */
export function maySubscribe(user: User, filter: string): boolean {
  return user.kind === 'box'
    ? filter === topics.boxInbox(user.name)
    : filter === topics.allPresence || filter === topics.doctorInbox(user.name);
}

function isMessageFrom(user: User, topic: string): boolean {
  const [kind, recipient, from, sender, ...rest] = topic.split('/');
  return (
    kind === (user.kind === 'box' ? 'doctor' : 'box') &&
    nameSchema.safeParse(recipient).success &&
    from === 'from' &&
    sender === user.name &&
    rest.length === 0
  );
}

function isPresenceOf(box: string, payload: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    const presence = presenceSchema.safeParse(JSON.parse(text));
    return presence.success && presence.data.box === box;
  } catch {
    return false;
  }
}
