/**
 * Who may let the cuff inflate. Three people's acts meet in one step: the patient or a helper says "ready" on the
 * position step, then, less than 60 s later, the doctor gives the command for this one inflation. Each reading of
 * the protocol needs both again; nothing is armed in advance and no command waits for a "ready".
 */
import { READY_TTL_MS } from '../../drivers/cuff/permission.ts';
import type { Effect } from '../contract.ts';
import { type Args, isStreaming } from '../exam/actions.ts';
import type { Instrument } from '../exam/context.ts';

export const isDriven = (instrument: Instrument): boolean =>
  isStreaming(instrument) && instrument.remoteStart;

/** Null: nothing moves. `at` of the command is when the cabinet accepted it, so in this step it is 0 s old. */
export function startPermission({ context, event }: Args): Extract<Effect, { type: 'cuff.start' }> | null {
  if (event.type !== 'doctor.startCuff') return null;
  const { patient, ready, used, command } = context.cuff;
  if (patient === null || ready === null || command !== null || !isDriven(context.instrument)) return null;
  if (used.includes(event.commandId)) return null;
  const age = event.at.mono - ready.at;
  // Not a number compares false: only a "ready" that is proven fresh counts. One from the future is another boot's.
  if (!(age >= 0 && age < READY_TTL_MS)) return null;
  return {
    type: 'cuff.start',
    commandId: event.commandId,
    commandAt: event.at.mono,
    readyAt: ready.at,
    patient,
  };
}
