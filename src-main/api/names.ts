import { z } from 'zod';

/** Of a box, a doctor, an attendant, an issuer: part of topics and user names. */
export const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens');
