import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PortInfo } from '../contract.ts';
import type { ListPorts } from './port-list.ts';

/** udev fills in the ids some time after the node appears; ask again for so many polls, or until every node has them. */
const POLLS_AFTER_CHANGE = 20;

export interface DeviceListOptions {
  /** Names of the nodes, within `folder`. */
  readonly nodes: RegExp;
  /** Where the kernel puts them. */
  readonly folder: string;
  /** What is behind them; costly, so it is asked only when the nodes changed, and once at a time. */
  ask(): Promise<readonly PortInfo[]>;
}

interface Asking {
  /** What the folder held when it was asked. */
  readonly nodes: string;
  readonly answer: Promise<readonly PortInfo[]>;
}

/** Pulled and plugged between two looks a node has its old name, and another inode; its owner is changed by udev. */
async function nodeIn(folder: string, name: string): Promise<string> {
  const { ino, ctimeMs } = await lstat(join(folder, name));
  return `${name} ${ino} ${ctimeMs}`;
}

/** Where the folder cannot be read the list is empty; where asking fails, too. */
export function createDeviceList({ nodes, folder, ask }: DeviceListOptions): ListPorts {
  let seen = '';
  let asks = 0;
  let asking: Asking | null = null;
  let known: readonly PortInfo[] = [];

  const hasIds = (name: string) =>
    known.some(({ path, vendorId }) => vendorId !== undefined && basename(path) === name);

  /** An answer that takes longer than a poll is waited for, not asked for again. */
  function current(): Asking {
    if (asking?.nodes === seen) return asking;
    asks -= 1;
    const mine: Asking = { nodes: seen, answer: ask().catch(() => []) };
    asking = mine;
    void mine.answer.then(() => {
      if (asking === mine) asking = null;
    });
    return mine;
  }

  return async () => {
    const all = await readdir(folder).catch(() => []);
    const names = all.filter((name) => nodes.test(name)).sort();
    // One that went meanwhile is not there the next time either.
    const now = await Promise.all(names.map((name) => nodeIn(folder, name).catch(() => '')));
    if (now.join('\n') !== seen) {
      seen = now.join('\n');
      asks = POLLS_AFTER_CHANGE;
    }
    if (names.length === 0) {
      known = [];
    } else if (asks > 0) {
      const mine = current();
      const answer = await mine.answer;
      if (mine.nodes === seen) {
        known = answer;
        if (names.every(hasIds)) asks = 0;
      }
    }
    return known;
  };
}
