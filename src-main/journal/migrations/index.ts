/** Numbered migrations; `user_version` of the file is the number of the last one applied. */
import type { WritableDatabase } from '../database.ts';
import { sealed } from './0003-sealed.ts';
import { blobs } from './0004-blobs.ts';
import { onePlace } from './0005-one-place.ts';

export interface Migration {
  /** In order, without a gap. */
  readonly version: number;
  readonly sql: string;
}

/** Versions 1 and 2 were unsealed and never left the workshop: their files are refused, not migrated. */
export const OLDEST_VERSION = 3;
export const MIGRATIONS: readonly Migration[] = [sealed, blobs, onePlace];
export const LATEST_VERSION = OLDEST_VERSION + MIGRATIONS.length - 1;

export function versionOf(database: Pick<WritableDatabase, 'pragma'>): number {
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
