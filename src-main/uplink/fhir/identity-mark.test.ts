/** Who the record is told of: what he said of himself, and whether the doctor had compared two identifiers by then. */
import { describe, expect, it } from 'vitest';
import { validate } from '../../../fixtures/record/validation/validate.ts';
import type { DetailAnswer } from '../../../state-machines/details.ts';
import type { Medium } from '../../../state-machines/media.ts';
import { at, BEFORE, DOCTOR, reading, resourcesIn, told, unitsAfter, urn } from './test-kit.ts';

const detail = (answer: DetailAnswer, seq: number) => told(seq, 'detail.given', { answer });
const accepted = (seq: number) =>
  told(seq, 'reading.accepted', {
    exam: 'oximetry',
    attempt: 1,
    readings: [reading(seq, { quantity: 'spo2', value: 97 })],
    window: [],
  });
const checked = (seq: number, identifiers: ('name' | 'birthDate')[]) =>
  told(seq, 'identity.checked', { identifiers, by: DOCTOR });
const [consent] = BEFORE.slice(3, 4);

describe('what leaves before two identifiers were compared is marked', () => {
  const marks = (events: Parameters<typeof unitsAfter>[0], seq: number) =>
    resourcesIn(unitsAfter(events, accepted(seq))).map(
      ({ resourceType, meta }) => [resourceType, meta?.tag?.map(({ code }) => code)] as const,
    );
  it('before, after, and after the word was taken back', () => {
    const before = Object.fromEntries(marks(BEFORE, 20));
    expect(before['Observation']).toEqual(['not-confirmed']);
    expect(before['Patient']).toEqual(['not-confirmed']);
    expect(before['Device']).toBeUndefined();
    const after = [...BEFORE, checked(19, ['name', 'birthDate'])];
    expect(Object.fromEntries(marks(after, 20))['Observation']).toEqual(['confirmed-aloud']);
    expect(Object.fromEntries(marks([...after, checked(20, [])], 21))['Observation']).toEqual([
      'not-confirmed',
    ]);
  });
  it('stays provisional all the same: only the record qualifies an identity', () => {
    const [patient] = resourcesIn(unitsAfter(BEFORE, checked(19, ['name', 'birthDate'])));
    expect(JSON.stringify(patient)).toContain('"PROV"');
  });
});

describe('what he said of himself', () => {
  const of = (...answers: DetailAnswer[]) => {
    if (consent === undefined) throw new Error('no consent');
    const events = [...BEFORE.slice(0, 3), ...answers.map((answer, n) => detail(answer, 10 + n))];
    const resources = resourcesIn(unitsAfter(events, consent));
    expect(resources.flatMap(validate)).toEqual([]);
    return resources.find(({ resourceType }) => resourceType === 'Patient');
  };
  it('sex, number and guardian', () => {
    expect(
      of(
        { detail: 'sex', sex: 'male' },
        { detail: 'guardian', guardian: 'parent' },
        { detail: 'guardianName', name: 'Anne Essai' },
        { detail: 'callback', number: '0612345678' },
      ),
    ).toMatchObject({
      gender: 'male',
      telecom: [{ system: 'phone', value: '0612345678' }],
      contact: [{ relationship: [{ coding: [{ code: 'PRN' }] }], name: { text: 'Anne Essai' } }],
    });
  });
  it('unsaid is unknown, and nothing is made up', () => {
    const patient = of({ detail: 'sex', sex: 'unsaid' }, { detail: 'callback', number: null });
    expect(patient).toMatchObject({ gender: 'unknown' });
    expect(patient).not.toHaveProperty('telecom');
    expect(patient).not.toHaveProperty('contact');
  });
});

describe('an agreement taken back', () => {
  const taken = told(20, 'consent', { granted: false });
  it('is told to the record, with the end of the visit; nothing else leaves any more', () => {
    const resources = resourcesIn(unitsAfter(BEFORE, taken));
    expect(resources.find(({ resourceType }) => resourceType === 'Consent')).toMatchObject({
      policyRule: { coding: [{ code: 'OPTOUT' }] },
      provision: { type: 'deny' },
    });
    expect(resources.flatMap(validate)).toEqual([]);
    const after = [...BEFORE, taken];
    expect(unitsAfter(after, accepted(21))).toEqual([]);
    const end = resourcesIn(unitsAfter(after, told(22, 'visit.ended', { because: 'refused-consent' })));
    expect(end.find(({ resourceType }) => resourceType === 'Encounter')).toMatchObject({
      status: 'finished',
    });
  });
  it('to pictures: what nobody confirmed does not leave with the visit’s end', () => {
    const medium: Medium = {
      id: urn(8),
      exam: 'otoscopy',
      target: 'ear-left',
      kind: 'still',
      contentType: 'image/png',
      bytes: 5,
      sha256: 'ab'.repeat(32),
      at: at(60),
      source: 'Otoscope USB',
      quality: 'good',
      still: { width: 640, height: 480, sharpness: 9, brightness: 0.5 },
      clip: null,
      targetConfirmed: true,
    };
    const history = [...BEFORE, told(20, 'media.kept', { medium })];
    const ends = told(30, 'visit.ended', { because: 'completed' });
    const leaves = (events: Parameters<typeof unitsAfter>[0]) =>
      resourcesIn(unitsAfter(events, ends)).some(({ resourceType }) => resourceType === 'DocumentReference');
    expect(leaves(history)).toBe(true);
    expect(leaves([...history, told(21, 'media.consent', { granted: false })])).toBe(false);
  });
  it('one that was never given tells the record nothing', () => {
    expect(unitsAfter(BEFORE.slice(0, 3), taken)).toEqual([]);
  });
});
