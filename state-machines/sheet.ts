/** What a patient takes home in plain words: ready lines, which every language and voice of the cabinet knows, and the doctor's own. */
import { z } from 'zod';

export const READY_LINES = [
  'medicine-as-written',
  'medicine-to-the-end',
  'drink',
  'rest',
  'wait-well',
  'see-doctor-3-days',
  'see-doctor-worse',
  'call-15',
  'blood-test',
  'bring-paper',
  'ask-pharmacist',
] as const;
export const readyLineSchema = z.enum(READY_LINES);
export type ReadyLine = z.infer<typeof readyLineSchema>;

export const SHEET_LINE_LENGTH = 120;
export const sheetLineSchema = z.union([
  z.strictObject({ ready: readyLineSchema }),
  z.strictObject({
    text: z
      .string()
      .trim()
      .min(1)
      .max(SHEET_LINE_LENGTH)
      .regex(/^\P{Cc}*$/u, 'no control characters'),
  }),
]);
export type SheetLine = z.infer<typeof sheetLineSchema>;

/** As many as stand on the screen at once; more is not read. */
export const MOST_SHEET_LINES = 6;
export const sheetLinesSchema = z.array(sheetLineSchema).min(1).max(MOST_SHEET_LINES);
