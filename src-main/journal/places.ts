/** Where things lie beside a journal's file, unless told otherwise. */
export const keyFolderOf = (file: string): string => `${file}.keys`;
export const backupFolderOf = (file: string): string => `${file}.backups`;
export const lockFileOf = (file: string): string => `${file}.lock`;
export const epochMarkOf = (file: string): string => `${file}.epoch`;
/** Parts of a SQLite database in WAL mode, by what is added to the name. */
export const DATABASE_PARTS = ['', '-wal', '-shm'] as const;
