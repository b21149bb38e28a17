/**
 * What a driver is. An instrument is found by its fingerprints, opened over a single-use link, negotiated,
 * then measured until told to stop. "Port open" is not "alive": the age of the last valid frame is.
 */

/** Milliseconds of the cabinet's monotonic clock (CLOCK_MONOTONIC). Never wall time. */
export type MonoMs = number;

/** Quantities an instrument can report, under the names of ISO/IEEE 11073-10101 without the MDC prefix. */
export type Quantity = 'spo2' | 'pulse-rate' | 'perfusion-index' | 'body-temperature';

/** UCUM case-sensitive codes of those quantities. */
export const UCUM: Readonly<Record<Quantity, string>> = {
  spo2: '%',
  'pulse-rate': '/min',
  'perfusion-index': '%',
  'body-temperature': 'Cel',
};

/** What an instrument can serve; an exam asks for a capability, never for a model. */
export type Capability = 'oximetry' | 'temperature';

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
  readonly wave: 'pleth';
  /** Samples a second. */
  readonly rate: number;
  /** Full scale of a sample, inclusive. */
  readonly range: readonly [number, number];
  readonly samples: readonly number[];
  /** True when a heart beat was flagged within these samples. */
  readonly beat: boolean;
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
  | 'device-off';

export interface Fault {
  readonly code: FaultCode;
  readonly detail: string;
}

export interface FaultEvent {
  readonly kind: 'fault';
  readonly at: MonoMs;
  readonly fault: Fault;
}

export type DriverEvent = ReadingEvent | WaveformEvent | StatusEvent | FaultEvent;

/** Which model, which unit. `serial` is the instrument's own number, or null when it has none to give. */
export interface InstrumentIdentity {
  readonly model: string;
  readonly label: string;
  readonly serial: string | null;
  readonly firmware: string | null;
}

/** A port as the operating system lists it, in the shape of serialport's `PortInfo`. Ids are lower-case hex. */
export interface PortInfo {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
}

/** One way a model may appear on USB. Every field given must match; more matching fields score higher. */
export interface Fingerprint {
  readonly vendorId: string;
  readonly productId: string;
  readonly manufacturer?: RegExp;
  readonly path?: RegExp;
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

/** One row of the registry. */
export interface InstrumentModel {
  readonly id: string;
  readonly label: string;
  readonly capabilities: readonly Capability[];
  readonly fingerprints: readonly Fingerprint[];
  readonly serial: SerialSettings;
  /** Longest silence that still counts as alive, in milliseconds. */
  readonly quietMs: number;
  create(link: Link, clock: Clock, emit: (event: DriverEvent) => void): Driver;
}
