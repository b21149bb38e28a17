/** To what the messages between one doctor and one box are bound: claim, visit, call and both DTLS keys. Pure. */
import type { Signal } from '../fleet-protocol.ts';
import { fingerprintOf, type Message } from './message.ts';

export interface Binding {
  readonly claim: string;
  readonly visit: string;
  readonly epoch: number;
  /** Fingerprints, from the first description of each side on. */
  readonly own: string | null;
  readonly peer: string | null;
}

export type Bound = Pick<Message, 'claim' | 'visit' | 'epoch' | 'own' | 'peer'>;

/** Of a signal, `epoch` is the call it belongs to. */
export interface Bindable {
  readonly claim: string;
  readonly epoch?: number | undefined;
  readonly signal?: Signal | undefined;
}

export const callOf = (claim: string, visit: string, epoch: number): Binding => ({
  claim,
  visit,
  epoch,
  own: null,
  peer: null,
});

const concerns = (binding: Binding | null, body: Bindable): binding is Binding =>
  binding !== null &&
  binding.claim === body.claim &&
  (body.epoch === undefined || body.epoch === binding.epoch);

/** What is written into a message that is said; null: our own description does not belong to this call. */
export function bindOut(
  binding: Binding | null,
  body: Bindable,
): { readonly bound: Bound; readonly binding: Binding | null } | null {
  if (!concerns(binding, body))
    return {
      bound: { claim: body.claim, visit: null, epoch: body.epoch ?? 0, own: null, peer: null },
      binding,
    };
  let now = binding;
  if (body.signal !== undefined && 'description' in body.signal) {
    const own = fingerprintOf(body.signal.description.sdp);
    if (own === null || (binding.own !== null && binding.own !== own)) return null;
    now = { ...binding, own };
  }
  return { bound: now, binding: now };
}

/** The binding after a message was heard, or why it does not belong to this call. */
export function bindIn(
  binding: Binding | null,
  message: Bound,
  body: Bindable,
): { readonly binding: Binding | null } | { readonly attack: 'swapped' | 'fingerprint' } {
  if (message.claim !== body.claim) return { attack: 'swapped' };
  // Of a call that is over or not known here: whoever acts on it looks at its number.
  if (!concerns(binding, body)) return { binding };
  const { own: theirs, peer: ours } = message;
  const said = message.visit !== null;
  if (said && message.visit !== binding.visit) return { attack: 'swapped' };
  if (body.signal !== undefined && (!said || message.epoch !== binding.epoch)) return { attack: 'swapped' };
  if (ours !== null && binding.own !== null && ours !== binding.own) return { attack: 'fingerprint' };
  if (theirs !== null && binding.peer !== null && theirs !== binding.peer) return { attack: 'fingerprint' };
  if (body.signal === undefined) return { binding };
  if ('candidate' in body.signal)
    return theirs === null && binding.peer !== null ? { attack: 'fingerprint' } : { binding };
  const { sdp, type } = body.signal.description;
  if (theirs === null || fingerprintOf(sdp) !== theirs) return { attack: 'fingerprint' };
  if (type === 'answer' && (ours === null || ours !== binding.own)) return { attack: 'fingerprint' };
  return { binding: { ...binding, peer: theirs } };
}
