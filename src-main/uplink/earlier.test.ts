import { describe, expect, it } from 'vitest';
import { findEarlier, newestWord } from './earlier.ts';
import { narrative } from './fhir/narrative.ts';
import { IDENTITY_RELIABILITY, IDENTITY_STATUS, SHARING } from './fhir/people.ts';
import { urn } from './fhir/test-kit.ts';
import type { Sender } from './sender.ts';

const INS = 'urn:oid:1.2.250.1.213.1.4.8';
const patient = (status: 'VALI' | 'PROV') => ({
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ system: INS, value: '1' }],
  extension: [
    {
      url: IDENTITY_RELIABILITY,
      extension: [{ url: 'identityStatus', valueCoding: { system: IDENTITY_STATUS, code: status } }],
    },
  ],
});
const word = (type: 'permit' | 'deny', dateTime: string, more: object = {}) => ({
  resourceType: 'Consent',
  status: 'active',
  dateTime,
  category: [{ coding: [SHARING] }],
  provision: { type },
  ...more,
});
const section = (code: string, text: string) => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  text: narrative(text),
});
const note = (n: number, date: string, status = 'final') => ({
  resourceType: 'Composition',
  status,
  identifier: { system: 'urn:ietf:rfc:3986', value: urn(n) },
  date,
  author: [{ display: 'Dr A' }],
  section: [
    section('29299-5', 'Toux'),
    section('29545-1', 'Rien'),
    section('29554-3', 'Rien'),
    section('18776-5', 'Fièvre'),
  ],
});

type Kept = Readonly<Record<'Patient' | 'Consent' | 'Composition', readonly object[] | 'down' | 'more'>>;
function recordOf(kept: Partial<Kept>): {
  readonly record: Pick<Sender, 'search'>;
  readonly asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    record: {
      async search(query) {
        const type = query.slice(0, query.indexOf('?')) as keyof Kept;
        asked.push(type);
        const found = kept[type] ?? [];
        if (found === 'down') return { kind: 'unsent', why: 'unreachable', detail: '' };
        const link = found === 'more' ? [{ relation: 'next' }] : [];
        const entry = found === 'more' ? [] : found.map((resource) => ({ resource }));
        return { found: { resourceType: 'Bundle', entry, link } };
      },
    },
  };
}
const yes = word('permit', '2026-11-20T10:00:00Z');
const notes = [
  note(1, '2026-11-20T10:00:00Z'),
  note(2, '2026-11-21T10:00:00Z'),
  note(3, '2026-11-19T10:00:00Z', 'entered-in-error'),
];
const ask = (kept: Partial<Kept>, granted: boolean | null = null) =>
  findEarlier({ patient: urn(9), granted }, recordOf(kept).record, new AbortController().signal);

describe('what other doctors left', () => {
  it('newest first, where the patient agreed', async () => {
    const found = await ask({ Patient: [patient('VALI')], Consent: [yes], Composition: notes });
    expect(found.confirmed).toBe(true);
    expect('notes' in found.answer && found.answer.notes.map(({ id }) => id)).toEqual([urn(2), urn(1)]);
  });

  it.each([
    ['nobody said anything', { Consent: [] }, null, 'not-agreed'],
    ['his newest word is no', { Consent: [yes, word('deny', '2026-11-21T10:00:00Z')] }, null, 'not-agreed'],
    ['a no of this visit', { Consent: [yes] }, false, 'not-agreed'],
    ['the record cannot say', { Consent: 'down' }, null, 'unreachable'],
    ['there are more words than were read', { Consent: 'more' }, null, 'unreachable'],
    [
      'the name was only typed',
      { Patient: [patient('PROV')], Consent: [yes] },
      null,
      'identity-not-confirmed',
    ],
    ['nobody knows him', { Patient: [], Consent: [yes] }, true, 'identity-not-confirmed'],
    ['the record is down', { Patient: 'down' }, true, 'unreachable'],
    ['the notes cannot be read', { Consent: [yes], Composition: 'down' }, null, 'unreachable'],
  ] as const)('refused where %s', async (_, kept, granted, why) => {
    const found = await ask({ Patient: [patient('VALI')], Composition: notes, ...kept }, granted);
    expect(found.answer).toEqual({ refused: why });
  });

  it('without his word nobody even looks whether there is any', async () => {
    const { record, asked } = recordOf({ Patient: [patient('VALI')], Composition: notes });
    await findEarlier({ patient: urn(9), granted: null }, record, new AbortController().signal);
    expect(asked).not.toContain('Composition');
  });

  it('a record that finds nobody under the identifier it has just told is asked for no notes', async () => {
    const { record, asked } = recordOf({ Patient: [patient('VALI')], Composition: notes });
    const forgetful: typeof record = {
      search: async (query, signal) =>
        asked.length === 0 ? record.search(query, signal) : { found: { resourceType: 'Bundle', entry: [] } },
    };
    const order = { patient: urn(9), granted: true };
    const found = await findEarlier(order, forgetful, new AbortController().signal);
    expect(found).toEqual({ confirmed: true, answer: { refused: 'unreachable' } });
    expect(asked).toEqual(['Patient']);
  });

  it('his yes of this visit is the newest', async () => {
    const kept = {
      Patient: [patient('VALI')],
      Consent: [word('deny', '2026-11-21T10:00:00Z')],
      Composition: notes,
    };
    expect('notes' in (await ask(kept, true)).answer).toBe(true);
  });
});

describe('the newest word', () => {
  const early = '2026-11-20T10:00:00Z';
  const late = '2026-11-20T12:00:00+01:00';
  it.each([
    ['none', [], null],
    ['yes', [word('permit', early)], true],
    ['by the instant, not by its text', [word('permit', early), word('deny', late)], false],
    ['of two at once the no', [word('permit', early), word('deny', early)], false],
    ['not one of another kind', [word('permit', early, { category: [] })], null],
    ['not one that no longer holds', [word('permit', early, { status: 'inactive' })], null],
  ] as const)('%s', (_, words, is) => expect(newestWord(words)).toBe(is));
});
