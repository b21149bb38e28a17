/**
 * Whether a doctor's command may still be obeyed. A command that waited out a cut in a buffer arrives late or from
 * an older call: it is never executed, and the console is told which of the two it was.
 */
import { COMMAND_TTL_MS, type Command, type OUTCOMES } from '../../api/call-protocol.ts';

export type Outcome = (typeof OUTCOMES)[number];

/** A command from the future means that the doctor's offset is wrong; its age cannot be known. */
const FUTURE_TOLERANCE_MS = 1000;

/** Meant for the step that the doctor saw, and for no other. */
const AT_THEIR_STEP: ReadonlySet<Command['body']['type']> = new Set([
  'exam.skipStep',
  'exam.confirm',
  'exam.capture',
  'cuff.start',
]);

export interface GateContext {
  readonly nowMono: number;
  readonly visit: string | null;
  readonly epoch: number;
  readonly step: string | null;
  readonly known: boolean;
}

export type Verdict =
  | { readonly pass: true }
  | { readonly pass: false; readonly outcome: Outcome; readonly reason: string };

const no = (outcome: Outcome, reason: string): Verdict => ({ pass: false, outcome, reason });

export function judgeCommand(command: Command, context: GateContext): Verdict {
  if (context.known) return no('duplicate', 'already executed');
  if (command.visit !== context.visit) return no('refused', 'another visit');
  if (command.epoch !== context.epoch) return no('older-epoch', 'sent in an earlier call');
  const age = context.nowMono - command.issuedAt;
  if (age < -FUTURE_TOLERANCE_MS) return no('refused', 'clocks do not agree yet');
  // What moves something is never obeyed later, whatever time-to-live it came with.
  const ttlMs = command.body.type === 'cuff.start' ? Math.min(command.ttlMs, COMMAND_TTL_MS) : command.ttlMs;
  if (age > ttlMs) return no('expired', `arrived ${Math.round(age)} ms after it was given`);
  if (AT_THEIR_STEP.has(command.body.type) && command.step !== context.step)
    return no('refused', 'the patient is at another step');
  return { pass: true };
}
