/** udev rules: who may open an instrument. Made from the models' fingerprints, compared with what is installed. */
import type { InstrumentModel, Transport } from '../../../drivers/contract.ts';

/** The core's group and nobody else: the screen's user must not reach an instrument past the core. */
export const INSTRUMENT_GROUP = 'box-medicale';
export const RULES_FILE = '/etc/udev/rules.d/70-box-medicale.rules';

export type Subsystem = 'tty' | 'hidraw' | 'input';

export interface DeviceNode {
  readonly subsystem: Subsystem;
  readonly vendorId: string;
  readonly productId: string;
  readonly product?: string;
}

const SUBSYSTEMS: Readonly<Record<Transport, Subsystem>> = { serial: 'tty', hid: 'hidraw', input: 'input' };

/** The text that is all the pattern matches, null when it matches more than one. */
export function onlyText({ source, flags }: RegExp): string | null {
  return flags === '' ? (/^\^([\w -]+)\$$/.exec(source)?.[1] ?? null) : null;
}

/** One a node kind and id, sorted, so that the same models always give the same file. */
export function deviceNodes(models: readonly InstrumentModel[]): readonly DeviceNode[] {
  const nodes = models.flatMap(({ transport, fingerprints }) =>
    fingerprints.map(({ vendorId, productId, product }): DeviceNode => {
      const text = product === undefined ? null : onlyText(product);
      const node = { subsystem: SUBSYSTEMS[transport], vendorId, productId };
      return text === null ? node : { ...node, product: text };
    }),
  );
  const byMatch = new Map(nodes.map((node) => [matchOf(node), node]));
  return [...byMatch.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, node]) => node);
}

function matchOf({ subsystem, vendorId, productId, product }: DeviceNode): string {
  const match = [
    `SUBSYSTEM=="${subsystem}"`,
    ...(subsystem === 'input' ? ['KERNEL=="event*"'] : []),
    'SUBSYSTEMS=="usb"',
    `ATTRS{idVendor}=="${vendorId}"`,
    `ATTRS{idProduct}=="${productId}"`,
  ];
  if (product !== undefined) match.push(`ATTRS{product}=="${product}"`);
  return match.join(', ');
}

/** Beside who may open it: who else must leave it alone. */
const ACTIONS: Readonly<Record<Subsystem, string>> = {
  // ModemManager writes modem commands to every new serial port it does not know.
  tty: 'MODE="0660", ENV{ID_MM_DEVICE_IGNORE}="1"',
  hidraw: 'MODE="0660"',
  // Read only, and not a keyboard to the screen: an "enter" of the camera must press nothing there.
  input: 'MODE="0640", ENV{LIBINPUT_IGNORE_DEVICE}="1"',
};

function actionOf({ subsystem }: DeviceNode): string {
  return `GROUP="${INSTRUMENT_GROUP}", ${ACTIONS[subsystem]}`;
}

/** The whole file. */
export function udevRules(nodes: readonly DeviceNode[]): string {
  const lines = nodes.map((node) => `${matchOf(node)}, ${actionOf(node)}`);
  const head = [
    '# Made by "npm run udev-rules". Do not edit: changes are lost.',
    `# Needs the group: groupadd --system ${INSTRUMENT_GROUP}`,
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

export interface RuleProblem {
  readonly node: DeviceNode;
  /** `missing`: nothing matches this device; `old`: it is matched, but gives other rights than today's rule. */
  readonly problem: 'missing' | 'old';
}

/** `installed`: content of the rules file, null when there is none. */
export function ruleProblems(nodes: readonly DeviceNode[], installed: string | null): readonly RuleProblem[] {
  const lines = (installed ?? '').split('\n').map((line) => line.trim());
  return nodes.flatMap((node): RuleProblem[] => {
    const match = `${matchOf(node)}, `;
    const actions = lines.filter((line) => line.startsWith(match)).map((line) => line.slice(match.length));
    // A longer match of the same ids (a product text) is another rule.
    const rules = actions.filter((action) => !action.startsWith('ATTRS{'));
    if (rules.length === 0) return [{ node, problem: 'missing' }];
    return rules.every((rule) => rule === actionOf(node)) ? [] : [{ node, problem: 'old' }];
  });
}

/** A sentence for the technician. */
export function describeProblem({ node, problem }: RuleProblem): string {
  const { subsystem, vendorId, productId, product } = node;
  const name = product === undefined ? '' : ` "${product}"`;
  const reason = problem === 'missing' ? 'no rule' : 'an old rule';
  return `${vendorId}:${productId}${name} (${subsystem}): ${reason} in ${RULES_FILE}`;
}
