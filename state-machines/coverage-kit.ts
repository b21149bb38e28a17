/** For tests: which ways of a machine were taken, as the machine itself chose them, guard by guard. */

import { CATALOGUE } from './catalogue.ts';
import type { ExamName } from './contract.ts';
import { visitMachine } from './visit/machine.ts';

interface Way {
  readonly eventType: string;
  readonly description?: string | undefined;
  readonly target?: readonly { readonly key: string }[] | undefined;
}
interface Guarded extends Way {
  guard?: unknown;
}
interface Watched {
  readonly key: string;
  readonly transitions: ReadonlyMap<string, readonly Way[]>;
  readonly always?: readonly Guarded[] | undefined;
  next(snapshot: unknown, event: unknown): readonly Way[] | undefined;
}

export interface Coverage {
  /** Every way of the machine: `from event → to (what it is for)`. The same words in machines of the same shape. */
  readonly ways: readonly string[];
  taken(): readonly string[];
}

export type MachineName = 'visit' | ExamName;

const told = (from: string, { eventType, target, description }: Way): string =>
  `${from} ${eventType || 'always'} → ${target?.map(({ key }) => key).join() ?? 'stays'}${description ? ` (${description})` : ''}`;

/** Watches from now on. The machines of a test process are its own. */
export function watchMachine(name: MachineName): Coverage {
  const machine = name === 'visit' ? visitMachine : CATALOGUE[name].machine;
  const nodes = [machine.root, ...Object.values(machine.states)] as unknown as readonly Watched[];
  const ways = new Map<Way, string>();
  const taken = new Set<Way>();
  for (const node of nodes) {
    const from = node === nodes[0] ? 'anywhere' : node.key;
    for (const way of [...node.transitions.values()].flat()) ways.set(way, told(from, way));
    const next = node.next.bind(node);
    node.next = (snapshot, event) => {
      const chosen = next(snapshot, event);
      for (const way of chosen ?? []) taken.add(way);
      return chosen;
    };
    for (const way of node.always ?? []) {
      ways.set(way, told(from, way));
      const { guard } = way as { guard?: (args: unknown, params: unknown) => boolean };
      // The first of them whose guard holds is the one that is taken.
      way.guard = (args: unknown, params: unknown) => {
        const holds = guard === undefined || guard(args, params);
        if (holds) taken.add(way);
        return holds;
      };
    }
  }
  return {
    ways: [...ways.values()],
    taken: () => [...ways].flatMap(([way, text]) => (taken.has(way) ? [text] : [])),
  };
}
