/** A doctor's note for the next one, as a Composition, and read back from one. */
import type { Composition, CompositionSection } from 'fhir/r4.js';
import { z } from 'zod';
import {
  type EarlierNote,
  earlierNoteSchema,
  type HandoverNote,
  NOTE_PARTS,
  type WrittenNote,
} from '../../../state-machines/closing.ts';
import { SYSTEM } from './codes.ts';
import { uriIdentifier } from './identifiers.ts';
import { iso } from './instants.ts';
import { narrative, plainText } from './narrative.ts';
import { doctorReference, type Frame } from './people.ts';

/** Tells our notes from other documents of the record. */
export const NOTE_TYPE = { system: `${SYSTEM.own}:composition`, code: 'handover' } as const;

const PARTS: Readonly<
  Record<keyof HandoverNote, { readonly title: string; readonly code: string; readonly display: string }>
> = {
  reason: { title: 'Motif', code: '29299-5', display: 'Reason for visit Narrative' },
  found: { title: 'Constaté', code: '29545-1', display: 'Physical findings Narrative' },
  done: { title: 'Fait', code: '29554-3', display: 'Procedure Narrative' },
  watch: { title: 'À surveiller', code: '18776-5', display: 'Plan of care note' },
};

const section = (part: keyof HandoverNote, text: string): CompositionSection => {
  const { title, code, display } = PARTS[part];
  return { title, code: { coding: [{ system: SYSTEM.loinc, code, display }] }, text: narrative(text) };
};

/** `replaced`: a later note stands in its place. */
export function noteComposition(written: WrittenNote, frame: Frame, replaced: boolean): Composition {
  const { id, note, by, at } = written;
  return {
    resourceType: 'Composition',
    identifier: uriIdentifier(id),
    status: replaced ? 'entered-in-error' : 'final',
    type: {
      coding: [{ system: SYSTEM.loinc, code: '18761-7', display: 'Transfer summary note' }, NOTE_TYPE],
    },
    subject: { reference: frame.patient.fullUrl },
    encounter: { reference: frame.encounter.fullUrl },
    date: iso(at.wall),
    author: [doctorReference(by)],
    title: 'Note pour le médecin suivant',
    // Read only where the patient agreed: no record shows it to just anybody.
    confidentiality: 'R',
    section: NOTE_PARTS.map((part) => section(part, note[part])),
  };
}

const readSchema = z.object({
  resourceType: z.literal('Composition'),
  status: z.enum(['final', 'amended']),
  identifier: z.object({ system: z.literal(SYSTEM.uri), value: z.string() }),
  date: z.iso.datetime({ offset: true }),
  author: z.array(z.object({ display: z.string().optional() })).min(1),
  section: z.array(
    z.object({
      code: z.object({ coding: z.array(z.object({ system: z.string(), code: z.string() }).partial()) }),
      text: z.object({ div: z.string() }),
    }),
  ),
});

/** Null: no note of ours, or one that another stands in for. */
export function readNote(resource: unknown): EarlierNote | null {
  const parsed = readSchema.safeParse(resource);
  if (!parsed.success) return null;
  const { identifier, date, author, section: sections } = parsed.data;
  const partOf = (part: keyof HandoverNote): string =>
    plainText(
      sections.find(({ code }) =>
        code.coding.some((one) => one.system === SYSTEM.loinc && one.code === PARTS[part].code),
      )?.text.div ?? '',
    );
  const note = {
    id: identifier.value,
    note: Object.fromEntries(NOTE_PARTS.map((part) => [part, partOf(part)])),
    by: author[0]?.display ?? '',
    at: Date.parse(date),
  };
  const read = earlierNoteSchema.safeParse(note);
  return read.success ? read.data : null;
}
