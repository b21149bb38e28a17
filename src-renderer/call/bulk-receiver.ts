/**
 * Pictures and sounds of the visit, asked for one after the other over `bulk`. After any cut each goes on where it
 * was; what is not the bytes that the journal named is never shown.
 */
import type { BulkFromCabinet, BulkFromDoctor } from '../../src-main/api/media-protocol.ts';
import type { Medium } from '../../state-machines/media.ts';
import { fromBase64, sha256Of } from './bytes.ts';
import type { Sent } from './channels.ts';
import type { Clock } from './clock.ts';

/** As the journal's event names it. */
export type WantedMedium = Pick<Medium, 'id' | 'bytes' | 'sha256'> & { readonly contentType: string };

export type MediumArrival =
  /** `have` of `bytes` are there. */
  | { readonly state: 'coming'; readonly have: number; readonly bytes: number }
  /** Complete, and the very bytes that the journal names. */
  | { readonly state: 'here'; readonly blob: Blob }
  /** Complete, and other bytes: twice. */
  | { readonly state: 'altered' }
  | { readonly state: 'none'; readonly reason: Extract<BulkFromCabinet, { type: 'bulk.none' }>['reason'] };

export interface BulkReceiver {
  arrivals(): ReadonlyMap<string, MediumArrival>;
  /** Once is enough; again changes nothing. */
  want(medium: WantedMedium): void;
  /** Somebody wants to see this one now. */
  prefer(id: string): void;
  /** `bulk` is open on a new peer connection. */
  connected(): void;
  disconnected(): void;
  receive(message: BulkFromCabinet): void;
  /** Another visit: nothing of the last one is kept. */
  clear(): void;
  close(): void;
}

export interface BulkReceiverOptions {
  readonly clock: Clock;
  send(message: BulkFromDoctor): Sent;
  onChange(): void;
}

/** Nothing has come for this long on an open channel: asked again. */
export const STALL_MS = 6000;
const LOOK_MS = 1000;
/** A damaged one is fetched anew this often before it counts as altered. */
const TRIES = 2;
/** The share that has arrived is told in steps of 1 / this. */
const STEPS = 20;

interface Item {
  readonly medium: WantedMedium;
  bytes: Uint8Array<ArrayBuffer>;
  have: number;
  tries: number;
  checking: boolean;
}

export function createBulkReceiver(options: BulkReceiverOptions): BulkReceiver {
  const { clock } = options;
  const items = new Map<string, Item>();
  let shown: ReadonlyMap<string, MediumArrival> = new Map();
  let isOpen = false;
  let current: string | null = null;
  let preferred: string | null = null;
  let lastProgress = 0;

  const show = (id: string, arrival: MediumArrival) => {
    shown = new Map(shown).set(id, arrival);
    options.onChange();
  };
  const unfinished = (id: string): boolean => shown.get(id)?.state === 'coming' && !items.get(id)?.checking;

  const ask = (item: Item) => {
    current = item.medium.id;
    lastProgress = clock.now();
    options.send({ type: 'bulk.get', id: item.medium.id, offset: item.have });
  };
  const askNext = () => {
    current = null;
    if (!isOpen) return;
    const next =
      preferred !== null && unfinished(preferred)
        ? preferred
        : [...items.keys()].find((id) => unfinished(id));
    const item = next === undefined ? undefined : items.get(next);
    if (item) ask(item);
  };
  const settle = (item: Item, arrival: MediumArrival) => {
    item.bytes = new Uint8Array();
    show(item.medium.id, arrival);
    if (current === item.medium.id) askNext();
  };

  const check = async (item: Item) => {
    const { id, sha256, contentType } = item.medium;
    item.checking = true;
    if (current === id) askNext();
    const is = await sha256Of(item.bytes);
    item.checking = false;
    if (items.get(id) !== item) return;
    if (is === sha256)
      return settle(item, { state: 'here', blob: new Blob([item.bytes], { type: contentType }) });
    again(item);
  };
  const again = (item: Item) => {
    item.tries += 1;
    item.have = 0;
    if (item.tries >= TRIES) return settle(item, { state: 'altered' });
    if (current === null || current === item.medium.id) ask(item);
  };

  const begin = (item: Item, message: Extract<BulkFromCabinet, { type: 'bulk.begin' }>) => {
    lastProgress = clock.now();
    const { bytes, sha256 } = item.medium;
    if (message.bytes !== bytes || message.sha256 !== sha256) settle(item, { state: 'altered' });
  };
  const add = (item: Item, { offset, data }: Extract<BulkFromCabinet, { type: 'bulk.chunk' }>) => {
    // Of an answer to an older question: had already, or after a hole that the newer one fills.
    if (offset !== item.have || item.checking) return;
    const chunk = fromBase64(data);
    const { id, bytes } = item.medium;
    if (chunk.length === 0 || offset + chunk.length > bytes) return again(item);
    item.bytes.set(chunk, offset);
    const before = Math.floor((item.have * STEPS) / bytes);
    item.have += chunk.length;
    lastProgress = clock.now();
    options.send({ type: 'bulk.ack', id, offset: item.have });
    if (Math.floor((item.have * STEPS) / bytes) > before)
      show(id, { state: 'coming', have: item.have, bytes });
    if (item.have === bytes) void check(item);
  };

  const clear = () => {
    items.clear();
    shown = new Map();
    current = null;
    preferred = null;
  };

  const stopLooking = clock.every(LOOK_MS, () => {
    const item = current === null ? undefined : items.get(current);
    if (item && isOpen && clock.now() - lastProgress >= STALL_MS) ask(item);
  });

  return {
    arrivals: () => shown,
    want(medium) {
      const { id, bytes } = medium;
      if (items.has(id)) return;
      items.set(id, { medium, bytes: new Uint8Array(bytes), have: 0, tries: 0, checking: false });
      show(id, { state: 'coming', have: 0, bytes });
      if (current === null) askNext();
    },
    prefer(id) {
      preferred = id;
      if (current !== id && unfinished(id)) askNext();
    },
    connected() {
      isOpen = true;
      askNext();
    },
    disconnected() {
      isOpen = false;
      current = null;
    },
    receive(message) {
      const item = items.get(message.id);
      if (item === undefined || shown.get(message.id)?.state !== 'coming') return;
      switch (message.type) {
        case 'bulk.begin':
          begin(item, message);
          return;
        case 'bulk.chunk':
          add(item, message);
          return;
        case 'bulk.none':
          settle(item, { state: 'none', reason: message.reason });
          return;
      }
    },
    clear,
    close() {
      stopLooking();
      isOpen = false;
      clear();
    },
  };
}
