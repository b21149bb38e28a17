/** The cabinet's hub over the kernel's own ports, and what came out of it. */
import { systemClock } from '../../../drivers/clock.ts';
import type { Clock, Fault, InstrumentData, Link, Transport } from '../../../drivers/contract.ts';
import { createPermissionGate } from '../../../drivers/cuff/permission.ts';
import { createHub } from '../../../drivers/hub.ts';
import type { InstrumentHub, UnitStatus } from '../../../drivers/hub-contract.ts';
import { createLineOpener } from '../../../drivers/line-opener.ts';
import { lineKinds } from '../../../drivers/link/line-kinds.ts';
import { createRealPortList } from '../../../drivers/link/port-list.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import { instrumentModels } from '../../../drivers/registry.ts';
import type { Room } from './room-line.ts';

/** Many times what is needed: the guest's processor is made of software, on a machine that has other work. */
export const PATIENCE_MS = 90_000;
const LOOK_MS = 20;

export interface Bench {
  readonly clock: Clock;
  readonly hub: InstrumentHub;
  readonly room: Room;
  /** Everything measured since `forget`. */
  readonly heard: readonly InstrumentData[];
  forget(): void;
  unit(model: string): UnitStatus | undefined;
  /** Resolves with what `look` finds; rejects, saying what is instead, when it finds nothing in time. */
  until<T>(what: string, look: () => T | null | undefined | false, limitMs?: number): Promise<T>;
}

export interface BenchOptions {
  /** Ids of the models that the cabinet's settings name. */
  readonly fitted: readonly string[];
  /** As on a machine that makes no such ports. */
  readonly without?: Transport;
}

type Opened<L extends Link> = { readonly link: L } | { readonly fault: Fault };

/** While nobody has a line open an instrument's words are lost; on a real cable the adapter sees to that. */
function watched<L extends Link, More extends readonly unknown[]>(
  room: Room,
  open: (path: string, ...more: More) => Promise<Opened<L>>,
) {
  return async (path: string, ...more: More): Promise<Opened<L>> => {
    await room.line(path, true);
    const opened = await open(path, ...more);
    const closed = () => void room.line(path, false).catch(() => undefined);
    if ('fault' in opened) closed();
    else opened.link.onClosed(closed);
    return opened;
  };
}

export function openBench(room: Room, { fitted, without }: BenchOptions): Bench {
  const clock = systemClock;
  const heard: InstrumentData[] = [];
  const realPorts = createRealPortList();
  const hub = createHub({
    clock,
    models: instrumentModels,
    fitted,
    gate: createPermissionGate(),
    listPorts: async () => (await realPorts()).filter(({ transport }) => (transport ?? 'serial') !== without),
    openLine: createLineOpener({
      serial: watched(room, lineKinds.serial),
      hid: watched(room, lineKinds.hid),
      input: watched(room, lineKinds.input),
    }),
  });
  hub.subscribe((event) => {
    if (event.kind === 'data') heard.push(event.event);
  });

  return {
    clock,
    hub,
    room,
    heard,
    forget() {
      heard.length = 0;
    },
    unit: (model) => hub.units().find(({ identity }) => identity?.model === model),
    async until(what, look, limitMs = PATIENCE_MS) {
      const from = clock.now();
      for (;;) {
        const found = look();
        if (found !== null && found !== undefined && found !== false) return found;
        if (clock.now() - from > limitMs) {
          throw new Error(`not within ${limitMs / 1000} s: ${what}; ${standing(hub)}`);
        }
        await pause(clock, LOOK_MS);
      }
    },
  };
}

const faultOf = (fault: Fault | null) => (fault === null ? '' : ` (${fault.code}: ${fault.detail})`);

/** What is plugged, and how it stands. */
function standing(hub: InstrumentHub): string {
  const units = hub
    .units()
    .map(
      ({ port, identity, state, fault }) =>
        `${port.path} ${identity?.model ?? '?'} ${state}${faultOf(fault)}`,
    );
  return units.length === 0 ? 'nothing is plugged' : units.join(', ');
}
