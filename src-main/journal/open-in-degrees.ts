/** Opens the journal whatever happens: as it is, else mended, else in memory. A call is never refused for it. */
import type { Journal } from './contract.ts';
import { isJournalOpenError, type JournalOpenCode } from './errors.ts';
import { type OpenJournalOptions, openHandle } from './open-journal.ts';

/** Damage that setting the file aside mends. The others would come again, or the file is not ours to move. */
const MENDABLE: ReadonlySet<JournalOpenCode> = new Set([
  'corrupt',
  'not-a-database',
  'missing',
  'older-version',
  'keys-lost',
]);
/** A backup is copied and what is left is read. */
const MEND_TIMEOUT_MS = 30_000;

/** `condition()` of what it gives tells the doctor and the technician. @throws JournalOpenError when not even memory is left */
export async function openJournalInDegrees(options: OpenJournalOptions): Promise<Journal> {
  const { logger } = options;
  let trouble: JournalOpenCode;
  try {
    return await openHandle(options, 'open', null);
  } catch (error) {
    // Another core runs: a second one would take its ports and its patient.
    if (!isJournalOpenError(error) || error.code === 'locked') throw error;
    trouble = error.code;
    logger?.error({ code: error.code, detail: error.detail }, 'journal not opened');
  }
  if (MENDABLE.has(trouble)) {
    try {
      return await openHandle({ ...options, openTimeoutMs: MEND_TIMEOUT_MS }, 'mend', trouble);
    } catch (error) {
      if (!isJournalOpenError(error)) throw error;
      logger?.error({ code: error.code, detail: error.detail }, 'journal not mended');
    }
  }
  return openHandle(options, 'memory', trouble);
}
