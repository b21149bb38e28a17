import type { BoxSeen, CallToDoctor, ToBox } from '../../src-main/api/fleet-protocol.ts';
import type { Attack } from '../../src-main/api/trust/attacks.ts';
import type { DoctorKeys } from '../../src-main/api/trust/doctor-keys.ts';
import type { Credentials } from './doctor-trust.ts';

/** The doctor's connection to the broker, as the session sees it. */
export interface FleetClient {
  /** False when the broker is not reachable, or the box not heard yet; nothing is buffered. */
  toBox(box: string, message: ToBox): boolean;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly url: string;
  readonly doctor: string;
  readonly password: string;
  readonly credentials: Credentials;
  readonly keys: () => Promise<DoctorKeys | null>;
  readonly onPresence: (boxes: readonly BoxSeen[]) => void;
  readonly onMessage: (box: string, message: CallToDoctor) => void;
  /** Said in the name of this box, or in the doctor's to it, and not believed. `at`: who refused it. */
  readonly onAttack: (box: string, attack: Attack, at: 'page' | 'box') => void;
  readonly onState: (state: 'connecting' | 'up' | 'down') => void;
  /** The password no longer holds; the client has closed itself. */
  readonly onRefused: () => void;
}

export type CreateFleet = (options: FleetOptions) => FleetClient;
