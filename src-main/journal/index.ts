export { type BootClock, bootClock, bootId, MAX_DEADLINE_MS, monoNow, remainingMs } from './boot.ts';
export type * from './contract.ts';
export {
  isJournalError,
  isJournalOpenError,
  JournalError,
  JournalOpenError,
} from './errors.ts';
export { checkIntegrity, type Integrity } from './integrity.ts';
export { type JournalReader, openJournalReader } from './journal-reader.ts';
export { type JournalLogger, type OpenJournalOptions, openJournal } from './open-journal.ts';
