/** Agreements beside those to the consultation, to pictures and to sharing: whether a third person may be in the call. */
import { z } from 'zod';

export const THIRDS = ['colleague', 'interpreter', 'student'] as const;
export const thirdSchema = z.enum(THIRDS);
export type Third = z.infer<typeof thirdSchema>;

/** `granted` null: asked now. Only who was asked for may come, and only while it is true. */
export const thirdAgreementSchema = z.object({ who: thirdSchema, granted: z.boolean().nullable() });
export type ThirdAgreement = z.infer<typeof thirdAgreementSchema>;
