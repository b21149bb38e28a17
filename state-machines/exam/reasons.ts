/** Why an exam is over. */
import { z } from 'zod';
import { troubleSchema } from '../contract.ts';

export const END_REASONS = [
  'measured',
  'patient-cannot',
  /** No pictures, no sounds. */
  'media-refused',
  'doctor-skipped',
  'doctor-cancelled',
  'call-over',
  'visit-over',
  'interrupted',
  /** The quick set's time is over, or this one's share of it. */
  'time-over',
  'timeout',
] as const;
export const endReasonSchema = z.union([z.enum(END_REASONS), troubleSchema]);
export type EndReason = z.infer<typeof endReasonSchema>;
