/** What the core sees of all instruments together. Implemented by drivers/hub.ts. */
import type { Capability, DriverEvent, Fault, InstrumentIdentity, MonoMs } from './contract.ts';

/** `absent`: nothing plugged serves the capability. `ready`: plugged, not in use. `faulted`: see `fault`. */
export type InstrumentState = 'absent' | 'ready' | 'opening' | 'streaming' | 'faulted';

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

export type HubEvent =
  | { readonly kind: 'status'; readonly at: MonoMs; readonly status: InstrumentStatus }
  | {
      readonly kind: 'data';
      readonly capability: Capability;
      readonly identity: InstrumentIdentity;
      readonly event: Extract<DriverEvent, { kind: 'reading' | 'waveform' }>;
    };

/**
 * Watches the ports all the time, streams only what is wanted. While a capability is wanted the hub reopens the
 * instrument after every unplug, replug, silence or fault, with a bounded pause between attempts (250 ms to 2 s).
 */
export interface InstrumentHub {
  subscribe(listener: (event: HubEvent) => void): () => void;
  status(capability: Capability): InstrumentStatus;
  /** Idempotent. */
  want(capability: Capability): void;
  /** Stops the stream, leaves the instrument idle. Idempotent, bounded to 3 s. */
  release(capability: Capability): Promise<void>;
  close(): Promise<void>;
}
