export { type BootClock, bootClock, bootId, MAX_DEADLINE_MS, monoNow, remainingMs } from './boot.ts';
export type * from './contract.ts';
export { FORGOTTEN } from './contract.ts';
export {
  isJournalError,
  isJournalOpenError,
  JournalError,
  type JournalOpenCode,
  JournalOpenError,
} from './errors.ts';
export { checkIntegrity, type Integrity } from './integrity.ts';
export { type JournalReader, type JournalReaderOptions, openJournalReader } from './journal-reader.ts';
export type { TpmOptions } from './keys/tpm.ts';
export { eventsOf, findVisit, listVisits, type VisitListed } from './look.ts';
export {
  backupFile,
  forgetFile,
  type JournalStatus,
  type Place,
  type RestoredFile,
  restoreFile,
  statusOf,
  verifyFile,
} from './maintenance.ts';
export { openJournalInDegrees } from './open-in-degrees.ts';
export { type JournalLogger, type OpenJournalOptions, openJournal } from './open-journal.ts';
export type { Progress } from './progress.ts';
export type { Fault, Problem, Verified, VerifyOptions } from './verify.ts';
