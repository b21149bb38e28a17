import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../fixtures/record/validation/validate.ts';
import type { WrittenNote } from '../../../state-machines/closing.ts';

import { identityMark } from './identity-mark.ts';
import { narrative, plainText } from './narrative.ts';
import { readNote } from './note.ts';
import { frameOf } from './people.ts';
import { summaryBundle } from './summary.ts';
import {
  at,
  BEFORE,
  DOCTOR,
  MAPPING,
  reading,
  resourcesIn,
  soFar,
  told,
  unitsAfter,
  urn,
} from './test-kit.ts';

const written = (part: Partial<WrittenNote> = {}): WrittenNote => ({
  id: urn(20),
  note: { reason: 'Toux', found: 'T < 38 & « sec »', done: 'Rien', watch: 'Fièvre\nessoufflement' },
  by: DOCTOR,
  at: at(40),
  replaces: null,
  ...part,
});
const compositions = (event: ReturnType<typeof told>, before = BEFORE) =>
  resourcesIn(unitsAfter(before, event)).filter(({ resourceType }) => resourceType === 'Composition');

describe('a note', () => {
  it('is read back as it was written', () => {
    const [made] = compositions(told(30, 'note.written', written()));
    expect(made && validate(made)).toEqual([]);
    const { id, note, at: when } = written();
    expect(readNote(JSON.parse(JSON.stringify(made)))).toEqual({ id, note, by: DOCTOR.name, at: when.wall });
  });

  it('that another stands in for is read by nobody', () => {
    const first = told(30, 'note.written', written());
    const second = told(31, 'note.written', written({ id: urn(21), replaces: urn(20) }));
    const made = compositions(second, [...BEFORE, first]);
    expect(made.map((one) => readNote(one)?.id ?? null)).toEqual([urn(21), null]);
    expect(made.flatMap(validate)).toEqual([]);
  });

  it.each([null, {}, { resourceType: 'Composition' }, { resourceType: 'Patient', id: 'x' }])(
    'is not %o',
    (resource) => expect(readNote(resource)).toBeNull(),
  );
});

it('words survive their markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/[\r\u00a0]|&#|&apos;|&nbsp;/.test(text));
      expect(plainText(narrative(text.trim()).div)).toBe(text.trim());
    }),
  );
});

describe('a visit as a FHIR document', () => {
  const accepted = told(20, 'reading.accepted', {
    exam: 'oximetry',
    attempt: 1,
    readings: [
      reading(9, { quantity: 'spo2', value: 97 }),
      reading(10, { quantity: 'pulse-rate', value: 71 }),
    ],
    window: [],
  });
  const so = soFar([...BEFORE, accepted]);
  if (so === null) throw new Error('no visit');
  const entries = unitsAfter(BEFORE, accepted).flatMap((unit) => unit.entries);
  const unique = [...new Map(entries.map((entry) => [entry.fullUrl, entry])).values()];
  const bundle = summaryBundle(
    {
      id: urn(30),
      summary: { reason: 'Toux', conclusion: 'Rhume', followUp: '', text: 'Tout <cela>' },
      by: DOCTOR,
      wall: at(60).wall,
    },
    frameOf(so, MAPPING.box),
    unique,
    identityMark(so),
  );

  it('says itself whether the doctor confirmed who it is about', () => {
    expect(bundle.entry?.[0]?.resource?.meta?.tag?.[0]?.code).toBe('not-confirmed');
  });

  it('begins with the summary, holds what it rests on, and each link leads to something in it', () => {
    expect(bundle.entry?.[0]?.resource).toMatchObject({ resourceType: 'Composition', status: 'final' });
    const urls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
    const links = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, link]) => link);
    expect(links.filter((link) => !urls.has(link))).toEqual([]);
    expect(bundle.entry?.filter(({ resource }) => resource?.resourceType === 'Observation')).toHaveLength(2);
    expect(urls.size).toBe(bundle.entry?.length);
  });

  it('is good FHIR, whole and resource by resource', () => {
    const flat = JSON.parse(
      JSON.stringify(bundle).replaceAll(/"reference":"urn:uuid:([^"]+)"/g, (_, id) => {
        const found = bundle.entry?.find(({ fullUrl }) => fullUrl === `urn:uuid:${id}`);
        return `"reference":"${found?.resource?.resourceType}/${id}"`;
      }),
    );
    expect(flat.entry.flatMap(({ resource }: { resource: unknown }) => validate(resource))).toEqual([]);
    expect(validate(flat)).toEqual([]);
  });
});
