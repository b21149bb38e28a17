/** The way to the record beside a core that does not run: what waits and what is parked, not how the line is. */
import { existsSync } from 'node:fs';
import type { CoreConfig } from '../../src-main/core/config.ts';
import type { RecordStanding } from '../../src-main/core/selftest/record-check.ts';
import { isJournalError, isJournalOpenError, openJournalReader } from '../../src-main/journal/index.ts';
import { parkedIn } from '../../src-main/uplink/acts.ts';
import { waitingOf } from '../../src-main/uplink/waiting.ts';

/** Null: there is no journal, or it cannot be read; its own lines tell why. */
export const recordLook =
  ({ journalFile, tpm }: Pick<CoreConfig, 'journalFile' | 'tpm'>) =>
  async (): Promise<RecordStanding | null> => {
    if (!existsSync(journalFile)) return null;
    let reader: ReturnType<typeof openJournalReader> | null = null;
    try {
      reader = openJournalReader(journalFile, tpm === undefined ? {} : { tpm });
      const parked = parkedIn(reader).map(({ parked: { diagnostics: _diagnostics, ...row } }) => row);
      const idle = { trouble: null, detail: '', lastSuccessAt: null };
      return { feeds: [{ feed: 'record', ...idle, parked }], waiting: await waitingOf(reader, 'record') };
    } catch (error) {
      if (isJournalError(error) || isJournalOpenError(error)) return null;
      throw error;
    } finally {
      reader?.close();
    }
  };
