/**
 * The keyed hash chain of one epoch: each link is an HMAC over the link before, the event's header and its sealed
 * bytes. It needs no visit key, so it verifies after forgetting.
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What of an event lies readable in the database. */
export interface EventHeader {
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  /** Pseudonym of the visit. */
  readonly slot: string;
  readonly mono: number;
  readonly wall: number;
  readonly clockSure: boolean;
  /** How many blobs it names. */
  readonly blobs: number;
}

/** Where an epoch begins: what it follows and why it was opened. */
export interface EpochStart {
  readonly epoch: number;
  readonly wall: number;
  readonly reason: string;
  /** Head of the epoch before; 0, 0 and no bytes for the first. */
  readonly previousEpoch: number;
  readonly previousSeq: number;
  readonly previousLink: Buffer;
}

export interface Head {
  readonly epoch: number;
  readonly seq: number;
  /** Pseudonym of the visit of the last transaction. */
  readonly slot: string;
  readonly link: Buffer;
}

const hmac = (key: KeyObject, ...parts: readonly (string | Buffer)[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/** The header as bytes: authenticated with the payload and by the chain. */
export function headerBytes(header: EventHeader): Buffer {
  const { epoch, seq, id, slot, mono, wall, clockSure, blobs } = header;
  const fields = [epoch, seq, id, slot, mono, wall, clockSure ? 1 : 0];
  // Headers of version 3 had no place for blobs.
  return Buffer.from(JSON.stringify(blobs === 0 ? fields : [...fields, blobs]));
}

export function nextLink(key: KeyObject, previous: Buffer, header: Buffer, sealed: Buffer): Buffer {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(header.length, 0);
  lengths.writeUInt32BE(sealed.length, 4);
  return hmac(key, 'event', previous, lengths, header, sealed);
}

export function firstLink(key: KeyObject, start: EpochStart): Buffer {
  const { epoch, wall, reason, previousEpoch, previousSeq, previousLink } = start;
  return hmac(key, 'epoch', JSON.stringify([epoch, wall, reason, previousEpoch, previousSeq]), previousLink);
}

/** Makes the head itself unforgeable: rows cut off together with it are noticed. */
export function headProof(key: KeyObject, head: Head): Buffer {
  return hmac(key, 'head', JSON.stringify([head.epoch, head.seq, head.slot]), head.link);
}

export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
