/** What one run of one listener believes: true, said to it by whom it expects, now, and not heard before. */
import type { Attack } from './attacks.ts';
import type { Certificate, CertificateReader, RIGHTS, ROLES } from './certificate.ts';
import { EVERYBODY, type Message, readMessage } from './message.ts';
import { createOrder } from './order.ts';

/** A message older than this was held back; one from so far ahead has another clock. */
export const MAX_DELAY_MS = 30_000;

export interface EarOptions {
  readonly me: string;
  readonly run: string;
  readonly reader: CertificateReader;
  /** The fleet's time, ms. */
  readonly now: () => number;
}

export interface Expected {
  /** As the topic says. */
  readonly from: string;
  readonly role: (typeof ROLES)[number];
  readonly right: (typeof RIGHTS)[number];
}

export interface Heard {
  readonly message: Message;
  readonly certificate: Certificate;
  /** Something before it never came. */
  readonly missing: boolean;
}

export interface Ear {
  /** Said to us alone. */
  hear(payload: Uint8Array, expected: Expected): Promise<Heard | { readonly attack: Attack }>;
  /** Said to everybody, kept by the broker: the caller judges its age and whether it is the latest. */
  overhear(payload: Uint8Array, expected: Expected): Promise<Heard | { readonly attack: Attack }>;
}

export function createEar({ me, run, reader, now }: EarOptions): Ear {
  const order = createOrder();

  async function read(payload: Uint8Array, to: string, expected: Expected) {
    const read = await readMessage(payload, reader, now());
    if ('attack' in read) return read;
    const { message, certificate } = read;
    if (certificate.role !== expected.role || !certificate.rights.includes(expected.right))
      return { attack: 'role' as const };
    if (message.from !== expected.from || message.to !== to) return { attack: 'swapped' as const };
    return read;
  }

  return {
    async hear(payload, expected) {
      const found = await read(payload, me, expected);
      if ('attack' in found) return found;
      const { message } = found;
      if (message.toRun !== run) return { attack: 'earlier-run' };
      const wrong = order.take(`${message.from} ${message.run}`, message.n);
      if (wrong !== null && wrong !== 'missing') return { attack: wrong };
      if (Math.abs(now() - message.at) > MAX_DELAY_MS) return { attack: 'delayed' };
      return { ...found, missing: wrong === 'missing' };
    },
    async overhear(payload, expected) {
      const found = await read(payload, EVERYBODY, expected);
      if ('attack' in found) return found;
      return found.message.at - now() > MAX_DELAY_MS ? { attack: 'delayed' } : { ...found, missing: false };
    },
  };
}
