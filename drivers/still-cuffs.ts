/** A stop to whatever cuff may be behind a port, before anybody is asked anything. */
import type { Clock, InstrumentModel, PortInfo } from './contract.ts';
import { createPermissionGate } from './cuff/permission.ts';
import type { OpenLine } from './line-opener.ts';
import { createMemoryBook } from './parts/memory-book.ts';
import { within } from './parts/pause.ts';
import { canStartRemotely, modelsFor } from './registry.ts';

export interface StillParts {
  readonly openLine: OpenLine;
  readonly clock: Clock;
}

/** Each in turn with its own line settings; answers are not waited for. Ends at a port that cannot be opened. */
export async function stillCuffsOn(
  port: PortInfo,
  cuffs: readonly InstrumentModel[],
  { openLine, clock }: StillParts,
  closed: () => boolean = () => false,
): Promise<void> {
  // Nothing can be started with it: no permission is ever given.
  const gate = createPermissionGate();
  for (const cuff of cuffs) {
    if (closed()) return;
    const memory = createMemoryBook();
    const opened = await openLine(cuff, port, { clock, gate, memory, emit: () => undefined });
    if (!('driver' in opened)) return;
    // The last word of every cuff's driver is a stop.
    await opened.driver.close();
  }
}

export interface StillEverywhere extends StillParts {
  readonly listPorts: () => Promise<readonly PortInfo[]>;
  readonly models: readonly InstrumentModel[];
  readonly fitted: readonly string[];
  /** Bound of it all. */
  readonly limitMs: number;
}

/** All ports that are plugged now at once, on each the likeliest cuff first. Never rejects. */
export async function stillEveryCuff(options: StillEverywhere): Promise<void> {
  const { listPorts, models, fitted, clock, limitMs } = options;
  let over = false;
  async function all(): Promise<void> {
    const ports = await listPorts();
    await Promise.all(
      ports.map((port) => {
        const cuffs = modelsFor(port, models, fitted).models.filter(({ id }) => canStartRemotely(id));
        return stillCuffsOn(port, cuffs, options, () => over);
      }),
    );
  }
  await within(
    clock,
    limitMs,
    all().catch(() => undefined),
    undefined,
  );
  over = true;
}
