/** What a technician chose for this cabinet, in a file of its own so that it outlives every visit and journal. */
import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { replaceDurably } from '../../journal/durable-file.ts';

export interface ChoiceFile<T> {
  get(): T;
  /** Durable when it returns. @throws what the disk says */
  set(choice: T): void;
}

/** `otherwise` holds until something is chosen. `onUnreadable`: the file says nothing that can be understood; it holds too. */
export function openChoiceFile<T>(
  file: string,
  schema: ZodType<T>,
  otherwise: T,
  onUnreadable: () => void,
): ChoiceFile<T> {
  let now = otherwise;
  try {
    now = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) onUnreadable();
  }
  return {
    get: () => now,
    set(choice) {
      replaceDurably(file, `${JSON.stringify(choice)}\n`);
      now = choice;
    },
  };
}
