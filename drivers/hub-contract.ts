/** What the core sees of all instruments together. Implemented by drivers/hub.ts. */
import type {
  Capability,
  CuffPermission,
  Fault,
  InstrumentData,
  InstrumentIdentity,
  MonoMs,
  PortInfo,
} from './contract.ts';
import type { CuffStart } from './cuff/contract.ts';

/** `absent`: nothing plugged serves the capability. `ready`: known, not in use. `faulted`: see `fault`. */
export type InstrumentState = 'absent' | 'ready' | 'opening' | 'streaming' | 'faulted';

/** One capability, as an exam sees it. */
export interface InstrumentStatus {
  readonly capability: Capability;
  readonly state: InstrumentState;
  readonly identity: InstrumentIdentity | null;
  readonly fault: Fault | null;
  /** Longest silence of this model that still counts as alive. */
  readonly quietMs: number | null;
  /** When the last valid frame arrived; null before the first of this connection. */
  readonly lastFrameAt: MonoMs | null;
}

/** One port that some model may be behind, as a technician sees it. */
export interface UnitStatus {
  readonly port: PortInfo;
  /** `reading`: what its memory holds already; a measurement begun now could not be told from those before. */
  readonly state: 'identifying' | 'ready' | 'reading' | 'streaming' | 'faulted';
  /** Who answered last on this port; null before the first answer since it was plugged. */
  readonly identity: InstrumentIdentity | null;
  /** Of that instrument; before an answer, of all that it may be. */
  readonly capabilities: readonly Capability[];
  readonly fault: Fault | null;
  readonly lastFrameAt: MonoMs | null;
}

export type HubEvent =
  | { readonly kind: 'status'; readonly at: MonoMs; readonly status: InstrumentStatus }
  /** Plugged, told apart, in use, in trouble; `gone`: no longer in the list of ports. */
  | { readonly kind: 'unit'; readonly at: MonoMs; readonly unit: UnitStatus; readonly gone: boolean }
  | {
      readonly kind: 'data';
      readonly capability: Capability;
      readonly identity: InstrumentIdentity;
      readonly event: InstrumentData;
    };

/**
 * Watches the ports all the time and asks who is behind each, once when it is plugged; streams only what is wanted.
 * While a capability is wanted the hub reopens the instrument after every unplug, replug, silence or fault, with a
 * bounded pause between attempts (250 ms to 2 s).
 */
export interface InstrumentHub {
  subscribe(listener: (event: HubEvent) => void): () => void;
  status(capability: Capability): InstrumentStatus;
  units(): readonly UnitStatus[];
  /** Idempotent. */
  want(capability: Capability): void;
  /** Which of several units serves a capability from now on, by the key of its port; null: the hub's own order. */
  choose(capability: Capability, unit: string | null): void;
  /** Stops the stream, leaves the instrument idle. Idempotent, bounded to 3 s. */
  release(capability: Capability): Promise<void>;
  /** Refused unless exactly one remotely started cuff streams for a wanted blood pressure. */
  startCuff(permission: CuffPermission): Promise<CuffStart>;
  /** To every cuff whose line is open; allowed at any time. Bounded to 1 s. */
  stopCuffs(): Promise<void>;
  close(): Promise<void>;
}
