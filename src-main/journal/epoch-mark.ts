/** The highest epoch ever opened, outside the database: one that is restored must not use a number again. */
import { readFileSync } from 'node:fs';
import { replaceDurably } from './durable-file.ts';
import { epochMarkOf } from './places.ts';

/** 0 when nothing is known. */
export function readEpochMark(file: string): number {
  try {
    const epoch = Number(readFileSync(epochMarkOf(file), 'utf8'));
    return Number.isSafeInteger(epoch) && epoch > 0 ? epoch : 0;
  } catch {
    return 0;
  }
}

export function writeEpochMark(file: string, epoch: number): void {
  replaceDurably(epochMarkOf(file), `${epoch}\n`);
}
