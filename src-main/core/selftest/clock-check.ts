/** Is the wall clock right: set by a time service, not moved by somebody, not before this software was made. */
import { type RunCommand, runCommand } from '../run-command.ts';
import { type Check, failed, type Outcome, passed, warned } from './check.ts';

const ASK_MS = 3000;
/** A cabinet that says less has lost its battery. */
const EARLIEST = Date.UTC(2025, 0, 1);

export interface ClockCheckParts {
  readonly wallNow: () => number;
  /** How far the wall clock has moved against the monotonic one since the core started, ms. */
  readonly jumpMs: () => number;
  readonly run?: RunCommand;
}

/** A wall clock that moved this much was set by somebody. */
const JUMP_MS = 2000;

export function createClockCheck({ wallNow, jumpMs, run = runCommand }: ClockCheckParts): Check {
  return {
    id: 'clock',
    group: 'system',
    capabilities: [],
    uses: [],
    limitMs: 3 * ASK_MS,
    async run() {
      const now = wallNow();
      if (now < EARLIEST) return failed('clock-wrong', new Date(now).toISOString());
      const moved = Math.round(jumpMs());
      if (Math.abs(moved) > JUMP_MS) return warned('clock-jumped', '', { jumpMs: moved });
      return (await askSystemd(run)) ?? (await askChrony(run)) ?? warned('clock-unknown');
    },
  };
}

async function askSystemd(run: RunCommand): Promise<Outcome | null> {
  const said = await run('timedatectl', ['show', '--property=NTPSynchronized', '--value'], ASK_MS);
  if (said.state !== 'ended' || said.code !== 0) return null;
  const facts = { timeSource: 'timedatectl' };
  if (said.out.trim() === 'yes') return passed(facts);
  return said.out.trim() === 'no' ? warned('clock-unsynchronised', 'timedatectl', facts) : null;
}

/** The last field of `chronyc -c tracking` is the leap status. */
async function askChrony(run: RunCommand): Promise<Outcome | null> {
  const said = await run('chronyc', ['-c', 'tracking'], ASK_MS);
  if (said.state !== 'ended' || said.code !== 0) return null;
  const leap = said.out.trim().split(',').at(-1);
  const facts = { timeSource: 'chrony' };
  if (leap === 'Normal' || leap === 'Insert second' || leap === 'Delete second') return passed(facts);
  return leap === 'Not synchronised' ? warned('clock-unsynchronised', 'chrony', facts) : null;
}
