import { readdir } from 'node:fs/promises';
import type { PortInfo } from '../contract.ts';
import type { ListPorts } from './port-list.ts';

/** udev fills in the ids some time after the node appears; ask again for so many polls. */
const POLLS_AFTER_CHANGE = 6;

export interface DeviceListOptions {
  /** Names of the nodes, within `folder`. */
  readonly nodes: RegExp;
  /** Where the kernel puts them. */
  readonly folder: string;
  /** What is behind them; costly, so it is asked only when the names changed. */
  ask(): Promise<readonly PortInfo[]>;
}

/** Where the folder cannot be read the list is empty; where asking fails, too. */
export function createDeviceList({ nodes, folder, ask }: DeviceListOptions): ListPorts {
  let names: string | null = null;
  let asks = POLLS_AFTER_CHANGE;
  let known: readonly PortInfo[] = [];

  return async () => {
    const all = await readdir(folder).catch(() => []);
    const found = all
      .filter((name) => nodes.test(name))
      .sort()
      .join(' ');
    if (found !== names) {
      names = found;
      asks = POLLS_AFTER_CHANGE;
    }
    if (found === '') {
      known = [];
    } else if (asks > 0) {
      asks -= 1;
      known = await ask().catch(() => []);
    }
    return known;
  };
}
