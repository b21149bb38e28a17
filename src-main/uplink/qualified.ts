/** The patient's qualified identity, as the record returns it once somebody has verified who he is. */
import type { Identifier } from 'fhir/r4.js';
import { z } from 'zod';
import { SYSTEM } from './fhir/codes.ts';
import { IDENTITY_RELIABILITY, IDENTITY_STATUS } from './fhir/people.ts';
import type { Sender, Sent } from './sender.ts';

/** INS: NIR and NIA (INS-C is no longer made). */
const INS = ['urn:oid:1.2.250.1.213.1.4.8', 'urn:oid:1.2.250.1.213.1.4.9'];

const patientSchema = z.object({
  resourceType: z.literal('Patient'),
  identifier: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).default([]),
  extension: z
    .array(
      z.object({
        url: z.string(),
        extension: z
          .array(
            z.object({
              url: z.string(),
              valueCoding: z
                .object({ system: z.string().optional(), code: z.string().optional() })
                .optional(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
const foundSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.unknown() })).default([]),
});

/** Validated (VALI) and with an INS; null: not, or not yet. */
export function qualifiedIn(found: unknown): Identifier | null {
  const bundle = foundSchema.safeParse(found);
  const [first, ...more] = bundle.success ? bundle.data.entry : [];
  const patient = patientSchema.safeParse(first?.resource);
  // Two patients of one name at birth of the row: nobody knows which is meant.
  if (!patient.success || more.length > 0) return null;
  const { identifier, extension } = patient.data;
  const validated = extension
    .filter(({ url }) => url === IDENTITY_RELIABILITY)
    .flatMap(({ extension: parts }) => parts)
    .some(({ valueCoding }) => valueCoding?.system === IDENTITY_STATUS && valueCoding.code === 'VALI');
  const ins = identifier.find(({ system, value }) => value !== undefined && INS.includes(system ?? ''));
  if (!validated || ins?.system === undefined || ins.value === undefined) return null;
  return { system: ins.system, value: ins.value };
}

export interface Identities {
  /** `name`: of the patient, urn:uuid, as it was sent. */
  of(
    name: string,
    signal: AbortSignal,
  ): Promise<
    { readonly identity: Identifier | null } | { readonly again: Extract<Sent, { kind: 'later' | 'unsent' }> }
  >;
}

/** Asked for each row: what was verified may be withdrawn. */
export function createIdentities(record: Pick<Sender, 'search'>): Identities {
  return {
    async of(name, signal) {
      const query = `Patient?identifier=${encodeURIComponent(`${SYSTEM.uri}|${name}`)}&_count=2`;
      const answer = await record.search(query, signal);
      if ('kind' in answer) {
        if (answer.kind === 'later' || answer.kind === 'unsent') return { again: answer };
        return { identity: null };
      }
      return { identity: qualifiedIn(answer.found) };
    },
  };
}
