/**
 * What other doctors left of a patient, read from the record: only of somebody whom the record itself vouches for, and
 * only where his newest word lets it be read. Whatever is unclear is a refusal.
 */
import type { Identifier } from 'fhir/r4.js';
import { z } from 'zod';
import { type EarlierAnswer, MOST_EARLIER } from '../../state-machines/closing.ts';
import { SYSTEM } from './fhir/codes.ts';
import { NOTE_TYPE, readNote } from './fhir/note.ts';
import { SHARING } from './fhir/people.ts';
import { qualifiedIn } from './qualified.ts';
import type { Sender } from './sender.ts';

export interface EarlierOrder {
  /** Of the patient of this visit, urn:uuid, as it was sent. */
  readonly patient: string;
  /** His word in this visit; null: none, the record's newest holds. */
  readonly granted: boolean | null;
}

export interface EarlierFound {
  readonly confirmed: boolean;
  readonly answer: EarlierAnswer;
}

const foundSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.unknown() })).default([]),
  link: z.array(z.object({ relation: z.string() })).default([]),
});
const namedSchema = z.object({ resourceType: z.literal('Patient'), id: z.string().min(1) });
const consentSchema = z.object({
  resourceType: z.literal('Consent'),
  status: z.literal('active'),
  dateTime: z.iso.datetime({ offset: true }),
  category: z.array(
    z.object({ coding: z.array(z.object({ system: z.string(), code: z.string() }).partial()).default([]) }),
  ),
  provision: z.object({ type: z.enum(['permit', 'deny']) }),
});

const MOST_PATIENTS = 50;
const MOST_CONSENTS = 50;

interface Page {
  readonly resources: readonly unknown[];
  readonly whole: boolean;
}

const isSharing = ({ category }: z.infer<typeof consentSchema>): boolean =>
  category.some(({ coding }) =>
    coding.some(({ system, code }) => system === SHARING.system && code === SHARING.code),
  );

/** The newest word; of two at the same instant the no. Null: he never said any. */
export function newestWord(resources: readonly unknown[]): boolean | null {
  const words = resources.flatMap((resource) => {
    const parsed = consentSchema.safeParse(resource);
    return parsed.success && isSharing(parsed.data) ? [parsed.data] : [];
  });
  const newest = Math.max(...words.map(({ dateTime }) => Date.parse(dateTime)));
  const last = words.filter(({ dateTime }) => Date.parse(dateTime) === newest);
  return last.length === 0 ? null : last.every(({ provision }) => provision.type === 'permit');
}

const token = (system: string, code: string): string => encodeURIComponent(`${system}|${code}`);

export async function findEarlier(
  { patient, granted }: EarlierOrder,
  record: Pick<Sender, 'search'>,
  signal: AbortSignal,
): Promise<EarlierFound> {
  async function search(query: string): Promise<Page | null> {
    const answer = await record.search(query, signal);
    if ('kind' in answer) return null;
    const bundle = foundSchema.safeParse(answer.found);
    if (!bundle.success) return null;
    const resources = bundle.data.entry.map(({ resource }) => resource);
    return { resources, whole: bundle.data.link.every(({ relation }) => relation !== 'next') };
  }
  const refused = (why: Extract<EarlierAnswer, { refused: unknown }>['refused'], confirmed = false) => ({
    confirmed,
    answer: { refused: why },
  });

  const asked = await record.search(`Patient?identifier=${token(SYSTEM.uri, patient)}&_count=2`, signal);
  if ('kind' in asked) return refused('unreachable');
  const identity: Identifier | null = qualifiedIn(asked.found);
  if (identity?.system === undefined || identity.value === undefined)
    return refused('identity-not-confirmed');

  const same = await search(
    `Patient?identifier=${token(identity.system, identity.value)}&_count=${MOST_PATIENTS}`,
  );
  if (same === null || !same.whole) return refused('unreachable', true);
  const people = same.resources.flatMap((resource) => {
    const named = namedSchema.safeParse(resource);
    return named.success ? [`Patient/${named.data.id}`] : [];
  });
  // A search for nobody in particular would find everybody's.
  if (people.length === 0) return refused('unreachable', true);
  const of = people.join();

  if (granted === null) {
    const category = token(SHARING.system, SHARING.code);
    const said = await search(
      `Consent?patient=${of}&category=${category}&_sort=-date&_count=${MOST_CONSENTS}`,
    );
    if (said === null || !said.whole) return refused('unreachable', true);
    if (newestWord(said.resources) !== true) return refused('not-agreed', true);
  } else if (!granted) return refused('not-agreed', true);

  const type = token(NOTE_TYPE.system, NOTE_TYPE.code);
  const left = await search(`Composition?subject=${of}&type=${type}&_sort=-date&_count=${MOST_CONSENTS}`);
  if (left === null) return refused('unreachable', true);
  const notes = left.resources
    .flatMap((resource) => readNote(resource) ?? [])
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_EARLIER);
  return { confirmed: true, answer: { notes } };
}
