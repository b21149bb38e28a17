/** A machine as a Mermaid state diagram, drawn from the machine itself so that it cannot drift from it. */

interface Transition {
  readonly eventType: string;
  readonly description?: string | undefined;
  readonly target?: readonly { readonly key: string }[] | undefined;
}

interface Node {
  readonly key: string;
  readonly type: string;
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
  readonly always?: readonly Transition[] | undefined;
}

/** The part of an xstate machine that a flat diagram needs. */
export interface Drawable {
  readonly id: string;
  readonly root: Node & { readonly config: { readonly initial?: unknown } };
  readonly states: Readonly<Record<string, Node>>;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

function arrowsOf(node: Node, from: string): Arrow[] {
  const all = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
  return all.flatMap((t) =>
    (t.target ?? []).map((target) => ({ from, to: target.key, label: t.description ?? t.eventType })),
  );
}

/** Arrows between the same two states become one, with a label a line. */
function joined(arrows: readonly Arrow[]): string[] {
  const lines = new Map<string, Set<string>>();
  for (const { from, to, label } of arrows) {
    const way = `${from} --> ${to}`;
    lines.set(way, (lines.get(way) ?? new Set()).add(label));
  }
  return [...lines].map(([way, labels]) => `  ${way}: ${[...labels].join('<br>')}`);
}

/** Mermaid `stateDiagram-v2`. Transitions that hold in every state start at "anywhere". */
export function diagram(machine: Drawable): string {
  const nodes = Object.values(machine.states);
  const anywhere = arrowsOf(machine.root, 'anywhere');
  return [
    'stateDiagram-v2',
    `  [*] --> ${String(machine.root.config.initial)}`,
    ...joined(nodes.flatMap((node) => arrowsOf(node, node.key))),
    ...(anywhere.length > 0 ? ['  state "from any state" as anywhere', ...joined(anywhere)] : []),
    ...nodes.filter((node) => node.type === 'final').map((node) => `  ${node.key} --> [*]`),
  ].join('\n');
}
