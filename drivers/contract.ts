/**
 * What a driver is. An instrument is found by its fingerprints, opened over a single-use link, negotiated,
 * then measured until told to stop. "Port open" is not "alive": the age of the last valid frame is.
 */

import type { CuffFailure, CuffNumbers, CuffStart } from './cuff/contract.ts';
import type { CuffPermission, PermissionGate } from './cuff/permission.ts';

export type { CuffPermission } from './cuff/permission.ts';

/** Milliseconds of the cabinet's monotonic clock (CLOCK_MONOTONIC). Never wall time. */
export type MonoMs = number;

/** Quantities an instrument can report, under the names of ISO/IEEE 11073-10101 without the MDC prefix. */
export const QUANTITIES = [
  'spo2',
  'pulse-rate',
  'perfusion-index',
  'body-temperature',
  /** In the cuff now, while it moves. */
  'press-cuff',
  'press-cuff-sys',
  'press-cuff-dia',
  'press-cuff-mean',
  'mass-body',
  'heart-rate',
  'resp-rate',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** UCUM case-sensitive codes of those quantities. */
export const UCUM: Readonly<Record<Quantity, string>> = {
  spo2: '%',
  'pulse-rate': '/min',
  'perfusion-index': '%',
  'body-temperature': 'Cel',
  'press-cuff': 'mm[Hg]',
  'press-cuff-sys': 'mm[Hg]',
  'press-cuff-dia': 'mm[Hg]',
  'press-cuff-mean': 'mm[Hg]',
  'mass-body': 'kg',
  'heart-rate': '/min',
  'resp-rate': '/min',
};

/** What an instrument can serve; an exam asks for a capability, never for a model. */
export const CAPABILITIES = [
  'oximetry',
  'temperature',
  'blood-pressure',
  'weight',
  'ecg',
  'shutter',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Contact between the sensor and the patient, as the instrument itself reports it. */
export type Contact = 'present' | 'searching' | 'absent';

export interface Measured {
  readonly quantity: Quantity;
  /** null: the instrument says "no value" (its sentinel); never zero, never the last known value. */
  readonly value: number | null;
  /** Only beside null: the instrument measured, and says that it lies outside what it can tell. */
  readonly outside?: 'above' | 'below';
}

/** A frame's numbers. One for each valid frame that carries values (60 a second for an oximeter). */
export interface ReadingEvent {
  readonly kind: 'reading';
  /** When the frame's last byte arrived. */
  readonly at: MonoMs;
  readonly contact: Contact;
  /** good: usable as is; poor: shown, but an exam does not accept it; none: no value in this frame. */
  readonly quality: 'good' | 'poor' | 'none';
  readonly values: readonly Measured[];
  /** The frame as it came over the wire, so that a number can be traced to its bytes. */
  readonly raw: Uint8Array;
}

/** A piece of a wave. Lossy, beside the journal. */
export interface WaveformEvent {
  readonly kind: 'waveform';
  readonly at: MonoMs;
  readonly wave: 'pleth' | 'ecg' | 'resp';
  /** Samples a second. */
  readonly rate: number;
  /** Full scale of a sample, inclusive. */
  readonly range: readonly [number, number];
  readonly samples: readonly number[];
  /** True when a heart beat was flagged within these samples. */
  readonly beat: boolean;
}

/**
 * A result that an instrument kept in its memory and that was not in the list read before this measurement.
 * `takenAt`: local time of the instrument's own clock, ISO 8601 without zone; null: it has no clock.
 */
export interface MemoryRecordEvent {
  readonly kind: 'memory-record';
  readonly at: MonoMs;
  readonly values: readonly Measured[];
  readonly takenAt: string | null;
  /** Against the cabinet's clock, within 10 minutes; anything but `agrees` must be confirmed by a person. */
  readonly clock: 'agrees' | 'disagrees' | 'none';
  readonly user: number | null;
  /** The instrument's own flags; null: it has none. */
  readonly irregular: boolean | null;
  readonly movement: boolean | null;
  readonly raw: Uint8Array;
}

/** The button of a camera. A press is one event; holding it down is no second one. */
export interface ShutterEvent {
  readonly kind: 'shutter';
  readonly at: MonoMs;
}

/** Live pressure: shown while the cuff moves, never a result. mm[Hg]. */
export interface CuffPressureEvent {
  readonly kind: 'cuff-pressure';
  readonly at: MonoMs;
  readonly mmHg: number;
}

/** Once after every start, and never otherwise. */
export interface CuffEndEvent {
  readonly kind: 'cuff-end';
  readonly at: MonoMs;
  readonly commandId: string;
  readonly outcome: { readonly numbers: CuffNumbers } | { readonly failure: CuffFailure };
  /** The frame the outcome was read from; empty where none came. */
  readonly raw: Uint8Array;
}

export type DriverStatus = 'opening' | 'negotiating' | 'streaming' | 'closed';

export interface StatusEvent {
  readonly kind: 'status';
  readonly at: MonoMs;
  readonly status: DriverStatus;
}

/**
 * Everything that can be wrong with an instrument or its line. Closed union: code decides on `code`, never on a
 * message. `detail` is for the technician and holds no patient data.
 */
export type FaultCode =
  | 'not-plugged'
  | 'unplugged'
  | 'port-busy'
  | 'no-permission'
  | 'open-failed'
  | 'no-answer'
  | 'wrong-device'
  | 'silent'
  | 'garbage'
  | 'device-off'
  /** Two of one model are plugged: nobody can tell which of them is on the patient. */
  | 'two-alike'
  /** It is on, and its cable carries power only: the computer never sees it. */
  | 'no-data-cable';

export interface Fault {
  readonly code: FaultCode;
  readonly detail: string;
}

export interface FaultEvent {
  readonly kind: 'fault';
  readonly at: MonoMs;
  readonly fault: Fault;
}

/** What an instrument says of the patient. */
export type InstrumentData =
  | ReadingEvent
  | WaveformEvent
  | MemoryRecordEvent
  | ShutterEvent
  | CuffPressureEvent
  | CuffEndEvent;

export type DriverEvent = InstrumentData | StatusEvent | FaultEvent;

/** Which model, which unit. `serial` is the instrument's own number, or null when it has none to give. */
export interface InstrumentIdentity {
  readonly model: string;
  readonly label: string;
  readonly serial: string | null;
  readonly firmware: string | null;
}

/** How bytes get to an instrument. `input`: key events of the kernel, read only. */
export type Transport = 'serial' | 'hid' | 'input';

/** A port as the operating system lists it, in the shape of serialport's `PortInfo`. Ids are lower-case hex. */
export interface PortInfo {
  readonly path: string;
  /** Absent: serial. */
  readonly transport?: Transport | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly manufacturer?: string | undefined;
  /** USB product text. */
  readonly product?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** HID usage page of its first collection; 0 or absent where the system does not tell. */
  readonly usagePage?: number | undefined;
  /** Where on the bus: the same for all nodes of one USB device. Absent where the system does not tell. */
  readonly place?: string | undefined;
}

/** One way a model may appear on USB. Every field given must match; more matching fields score higher. */
export interface Fingerprint {
  readonly vendorId: string;
  readonly productId: string;
  readonly manufacturer?: RegExp;
  readonly product?: RegExp;
  /** Where on the bus, never the name of a port. */
  readonly path?: RegExp;
  /** HID usage page of the interface, for a device with several; where the system does not tell it, it does not count. */
  readonly usagePage?: number;
  /** It can, but mostly does not appear so: one point less. */
  readonly rarely?: true;
}

export interface SerialSettings {
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

/** An open line to an instrument. Single use: once closed it stays closed. */
export interface Link {
  /** Resolves when the bytes are handed to the operating system; rejects only with a LinkError. */
  write(bytes: Uint8Array): Promise<void>;
  /** Called with each chunk as it arrives and the moment it did. Returns the unsubscription. */
  onData(listener: (chunk: Uint8Array, at: MonoMs) => void): () => void;
  /** Called once when the line is gone (unplug, error, close). May never be called: see quiet time. */
  onClosed(listener: (fault: Fault | null) => void): () => void;
  /** Idempotent, bounded to 1 s. */
  close(): Promise<void>;
}

export interface HidSettings {
  /** Id of the output and feature reports; 0 = the device numbers none. */
  readonly reportId: number;
}

/**
 * A link whose chunks are whole reports. Input reports of a device that numbers them start with the id; `write` and
 * `sendFeature` take a report without it.
 */
export interface HidLink extends Link {
  /** Resolves when the device has taken it; rejects only with a LinkError. */
  sendFeature(report: Uint8Array): Promise<void>;
}

/** Injected time, so that every wait can be tested. */
export interface Clock {
  now(): MonoMs;
  /** Runs once after `ms`; returns the cancellation. */
  after(ms: number, run: () => void): () => void;
}

/** A running driver over one link. */
export interface Driver {
  /**
   * Stops whatever runs, asks who is there, starts the stream. Resolves with the identity, or with the fault that
   * ended the attempt: an instrument that does not answer is an expected failure, not an exception.
   */
  negotiate(signal: AbortSignal): Promise<{ identity: InstrumentIdentity } | { fault: Fault }>;
  /** Streams until aborted, or until a fault ends it; the last event is then that fault. Always resolves. */
  measure(signal: AbortSignal): Promise<void>;
  /** Leaves the instrument stopped, then closes the link. Idempotent, bounded to 2 s. */
  close(): Promise<void>;
}

/** A driver that can also inflate a cuff. */
export interface CuffDriver extends Driver {
  /** The only call that inflates; a start is written once and never repeated. Resolves when it is, or is refused. */
  start(permission: CuffPermission): Promise<CuffStart>;
  /** Allowed at any time, also when nothing runs. Resolves when the bytes are written, at most 500 ms later. */
  stop(): Promise<void>;
}

/** Which records of a memory cuff were there before this measurement; outlives a replug, never a release. */
export interface MemoryBook {
  /** null: the memory was not read yet, so nothing in it is known to be new. */
  known(): ReadonlySet<string> | null;
  learn(records: Iterable<string>): void;
}

/** What a driver is made from. */
export interface DriverParts<L extends Link = Link> {
  readonly link: L;
  readonly clock: Clock;
  /** One for all cuffs of the cabinet. */
  readonly gate: PermissionGate;
  readonly memory: MemoryBook;
  emit(event: DriverEvent): void;
}

interface Model {
  readonly id: string;
  readonly label: string;
  readonly capabilities: readonly Capability[];
  /** A model without ids of its own also stands in the table of general adapters, or in the cabinet's own. */
  readonly fingerprints: readonly Fingerprint[];
  /** Longest silence that still counts as alive, in milliseconds. */
  readonly quietMs: number;
  /** Its results are in a memory that also holds others': read before anybody measures, or nothing in it is new. */
  readonly remembers?: true;
}

export interface SerialModel extends Model {
  readonly transport: 'serial';
  readonly serial: SerialSettings;
  /** From opening its line to its first byte, at most, when it is there and at rest; its driver's own pauses are in it. */
  readonly answersMs: number;
  /** It streams whether anybody asks or not: a silent line is not it. */
  readonly unasked?: true;
  /** Its driver is a CuffDriver: the core can inflate it. */
  readonly remoteStart?: true;
  create(parts: DriverParts): Driver | CuffDriver;
}

export interface HidModel extends Model {
  readonly transport: 'hid';
  readonly hid: HidSettings;
  create(parts: DriverParts<HidLink>): Driver;
}

export interface InputModel extends Model {
  readonly transport: 'input';
  create(parts: DriverParts): Driver;
}

/** One row of the registry. */
export type InstrumentModel = SerialModel | HidModel | InputModel;
