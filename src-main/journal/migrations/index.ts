/** Numbered migrations; `user_version` of the file is the number of the last one applied. */
import type { WritableDatabase } from '../database.ts';
import { events } from './0001-events.ts';
import { state } from './0002-state.ts';

export interface Migration {
  /** 1, 2, 3… without a gap. */
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [events, state];
export const LATEST_VERSION = MIGRATIONS.length;

export function versionOf(database: WritableDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Applies what is missing, each in a transaction of its own with its number. */
export function migrate(database: WritableDatabase, upTo = LATEST_VERSION): void {
  for (const migration of MIGRATIONS) {
    if (migration.version > upTo) return;
    const apply = database.transaction(() => {
      if (versionOf(database) >= migration.version) return;
      database.exec(migration.sql);
      database.pragma(`user_version = ${migration.version}`);
    });
    apply.immediate();
  }
}
