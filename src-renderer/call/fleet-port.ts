import type { Presence, ToBox, ToDoctor } from '../../src-main/api/fleet-protocol.ts';

/** The doctor's connection to the broker, as the session sees it. */
export interface FleetClient {
  /** False when the broker is not reachable now; nothing is buffered. */
  toBox(box: string, message: ToBox): boolean;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly url: string;
  readonly doctor: string;
  readonly password: string;
  readonly onPresence: (boxes: readonly Presence[]) => void;
  readonly onMessage: (box: string, message: ToDoctor) => void;
  readonly onState: (state: 'connecting' | 'up' | 'down') => void;
  /** The password no longer holds; the client has closed itself. */
  readonly onRefused: () => void;
}

export type CreateFleet = (options: FleetOptions) => FleetClient;
