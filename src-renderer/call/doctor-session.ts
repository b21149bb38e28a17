import { createFleetClient } from './fleet-client.ts';
import { createSession, type SessionParts } from './session.ts';
import type { DoctorSession } from './session-contract.ts';

/** The session of the doctor's page, served by the relay it talks to. */
export function createDoctorSession(parts: Partial<SessionParts> = {}): DoctorSession {
  return createSession({ createFleet: createFleetClient, ...parts });
}
