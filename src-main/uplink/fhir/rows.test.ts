import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../fixtures/record/validation/validate.ts';
import type { Entered } from '../../../state-machines/entered.ts';
import type { Medium } from '../../../state-machines/media.ts';
import { RECORD_KINDS, type RecordKind, type RecordPayload } from '../../../state-machines/records.ts';
import { SELFTEST_DONE } from '../../api/selftest-protocol.ts';
import type { JournalEvent } from '../../journal/contract.ts';
import { EXPORTED_KINDS, rowOf } from './rows.ts';
import {
  at,
  BEFORE,
  DOCTOR,
  eventOf,
  MAPPING,
  reading,
  resourcesIn,
  rowAfter,
  SURNAME,
  told,
  unitsAfter,
  urn,
  uuid,
} from './test-kit.ts';

const entry = (part: object): Entered =>
  ({ id: urn(7), by: DOCTOR, at: at(50), replaces: null, ...part }) as Entered;

const MEDIUM: Medium = {
  id: urn(8),
  exam: 'oximetry',
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

/** One good payload of each kind that leaves. */
const LEAVING: { readonly [K in RecordKind]?: RecordPayload<K> } = {
  consent: { granted: true },
  'doctor.claimed': { doctor: DOCTOR, claim: uuid(3), call: 2, resumed: false },
  'doctor.link': { link: 'lost', call: 1 },
  'cuff.commanded': {
    exam: 'blood-pressure',
    commandId: uuid(4),
    commandAt: 1,
    readyAt: 1,
    readyBy: 'patient',
    patient: 'adult',
  },
  'cuff.refused': { exam: 'blood-pressure', commandId: uuid(4), reason: 'ready-expired' },
  'exam.trouble': { exam: 'oximetry', step: 'measure', attempt: 1, trouble: 'unplugged' },
  'reading.accepted': {
    exam: 'oximetry',
    attempt: 1,
    readings: [reading(9, { quantity: 'spo2', value: 97 })],
    window: [],
  },
  'reading.refused': {
    exam: 'oximetry',
    refused: { attempt: 1, at: at(70), reason: 'moving', spo2: 61, pulse: 199 },
  },
  'media.judged': {
    exam: 'oximetry',
    medium: MEDIUM.id,
    accept: true,
    target: 'ear-right',
    targetConfirmed: true,
  },
  'media.refused': { exam: 'oximetry', target: 'ear-left', attempt: 1, reason: 'moving', medium: null },
  'value.entered': entry({ item: 'pain', value: 4, unit: '{score}' }),
  'exam.ended': { exam: 'oximetry', result: 'failed', reason: 'timeout', attempts: 3, readings: [] },
  'core.restarted': {},
  'visit.interrupted': { why: 'unreadable', machine: 'visit', version: 3 },
  'document.received': {
    document: { id: urn(11), kind: 'prescription', title: 'Zztitle', bytes: 5, sha256: 'ab'.repeat(32) },
    by: DOCTOR,
  },
  'note.written': {
    id: urn(13),
    note: { reason: 'Zz & co', found: '<b>', done: 'done', watch: 'line\nline' },
    by: DOCTOR,
    at: at(55),
    replaces: null,
  },
  'share.consent': { granted: false },
  'identity.checked': { identifiers: ['name', 'birthDate'], by: DOCTOR },
  'earlier.shown': { by: DOCTOR, notes: [urn(14)] },
  'earlier.refused': { by: DOCTOR, why: 'not-agreed' },
  'print.begun': { document: urn(11), print: uuid(12), copy: 2, by: 'doctor', sha256: 'ab'.repeat(32) },
  'print.over': {
    document: urn(11),
    print: uuid(12),
    printer: 0,
    why: 'jam',
    withdrawn: true,
    sha256: null,
  },
  'visit.ended': { because: 'completed' },
};
const KEPT = told(20, 'media.kept', { medium: MEDIUM });
const history = [...BEFORE, KEPT];
const leaving = (kind: RecordKind, seq = 30): JournalEvent => eventOf(seq, kind, LEAVING[kind]);

describe('the allow-list', () => {
  it('is exactly this', () => {
    expect([...EXPORTED_KINDS].sort()).toEqual(Object.keys(LEAVING).sort());
  });

  it.each(Object.keys(LEAVING) as RecordKind[])('%s leaves, and is good FHIR', (kind) => {
    const resources = resourcesIn(unitsAfter(history, leaving(kind)));
    expect(resources.length).toBeGreaterThan(0);
    for (const resource of resources) {
      const data = JSON.stringify(resource).includes('sha256');
      // The bytes are put in later.
      if (resource.resourceType === 'DocumentReference') expect(data).toBe(true);
      else expect(validate(resource), resource.resourceType).toEqual([]);
    }
  });

  it("the doctor's documents only where the operator says so; a first print in the hand is no incident", () => {
    const own = { ...MAPPING, documents: false };
    expect(unitsAfter(history, leaving('document.received'), own)).toEqual([]);
    const document = resourcesIn(unitsAfter(history, leaving('document.received'))).find(
      ({ resourceType }) => resourceType === 'DocumentReference',
    );
    expect(document).toMatchObject({
      content: [{ attachment: { contentType: 'application/pdf', size: 5 } }],
    });
    const over = { ...(LEAVING['print.over'] as RecordPayload<'print.over'>), why: null };
    expect(unitsAfter(history, eventOf(30, 'print.over', over))).toEqual([]);
    const begun = { ...(LEAVING['print.begun'] as RecordPayload<'print.begun'>), copy: 1 };
    expect(unitsAfter(history, eventOf(30, 'print.begun', begun))).toEqual([]);
    expect(JSON.stringify(unitsAfter(history, leaving('print.over')))).not.toContain('Zztitle');
  });

  const others = RECORD_KINDS.filter((kind) => !Object.hasOwn(LEAVING, kind));
  const unknown = [
    'distress.discreet',
    'distress',
    'signal',
    'toString',
    '__proto__',
    '',
    'journal.forgotten',
  ];
  it.each([...others, ...unknown])('%s never leaves, whatever is in it', (kind) => {
    for (const payload of [null, {}, LEAVING['reading.accepted'], { exam: 'oximetry', readings: [] }])
      expect(rowAfter(history, eventOf(30, kind, payload))).toEqual({ units: [] });
  });

  it('no kind that is not of the list leaves, whatever it looks like and whatever is in it', () => {
    const begins = fc.constantFrom('distress.', 'distress.discreet', ...EXPORTED_KINDS, '');
    const ends = fc.string({ maxLength: 12 });
    const payloads = fc.constantFrom<unknown>(...Object.values(LEAVING), { seen: SURNAME }, null);
    fc.assert(
      fc.property(begins, ends, payloads, fc.boolean(), (begin, end, payload, inVisit) => {
        const kind = begin + end;
        fc.pre(!(EXPORTED_KINDS as readonly string[]).includes(kind) && kind !== SELFTEST_DONE);
        const event = eventOf(30, kind, payload, inVisit ? uuid(1) : null);
        const row = inVisit ? rowAfter(history, event) : rowOf(event, null, MAPPING);
        expect(row).toEqual({ units: [] });
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('nothing leaves before the patient agreed, nor when he did not', () => {
    const refused = [...BEFORE.slice(0, 3), told(4, 'consent', { granted: false })];
    for (const kind of Object.keys(LEAVING) as RecordKind[]) {
      if (kind === 'consent') continue;
      expect(rowAfter([...refused, KEPT], leaving(kind))).toEqual({ units: [] });
    }
    expect(rowAfter(BEFORE.slice(0, 3), told(4, 'consent', { granted: false }))).toEqual({ units: [] });
  });

  it('a result whose consent is not known is held for a person, not lost', () => {
    const row = rowAfter(BEFORE.slice(0, 3), leaving('reading.accepted'));
    expect(row).toEqual({ withheld: 'no-consent' });
    expect(rowAfter(BEFORE.slice(0, 3), leaving('core.restarted'))).toEqual({ units: [] });
  });

  it('what cannot be read is held', () => {
    expect(rowAfter(BEFORE, eventOf(30, 'reading.accepted', { exam: 'oximetry' }))).toEqual({
      withheld: 'unreadable',
    });
  });

  it('a refused measurement leaves as an incident, without its numbers', () => {
    const text = JSON.stringify(unitsAfter(BEFORE, leaving('reading.refused')));
    expect(text).toContain('attempt-refused');
    expect(text).not.toMatch(/\b(61|199)\b/);
  });

  it('a trouble of the person is no technical incident', () => {
    for (const trouble of ['finger-out', 'moving', null] as const) {
      const event = told(30, 'exam.trouble', { exam: 'oximetry', step: 'measure', attempt: 1, trouble });
      expect(unitsAfter(BEFORE, event)).toEqual([]);
    }
  });

  it('the self-test leaves without anybody in it', () => {
    const line = {
      id: 'oximetry',
      group: 'instruments',
      status: 'fail',
      reason: { code: 'silent', detail: SURNAME },
      advice: null,
      facts: {},
      capabilities: ['oximetry'],
      durationMs: 3,
      at: 5,
    };
    const event = eventOf(9, SELFTEST_DONE, { v: 1, at: 5, lines: [line] }, null);
    const row = rowOf(event, null, MAPPING);
    const resources = 'units' in row ? resourcesIn(row.units) : [];
    expect(resources).toMatchObject([{ resourceType: 'AuditEvent', outcome: '4' }]);
    expect(resources.flatMap(validate)).toEqual([]);
    expect(JSON.stringify(resources)).toContain('"valueString":"silent"');
    expect(JSON.stringify(resources)).not.toContain(SURNAME);
    // In a visit it would be something else under that name.
    expect(rowAfter(BEFORE, { ...event, visit: uuid(1) })).toEqual({ units: [] });
  });
});

describe('the visit', () => {
  it('is one encounter, begun with the consent, brought to its end once', () => {
    const begun = unitsAfter(BEFORE.slice(0, 3), told(4, 'consent', { granted: true }));
    const ended = unitsAfter(BEFORE, told(30, 'visit.ended', { because: 'completed' }));
    const find = (units: typeof begun) =>
      units.flatMap((unit) => unit.entries).find(({ resource }) => resource.resourceType === 'Encounter');
    expect(find(begun)?.resource).toMatchObject({
      status: 'in-progress',
      period: { start: '2026-11-22T09:00:01.000Z' },
    });
    expect(find(ended)?.request).toEqual({
      method: 'PUT',
      url: `Encounter?identifier=urn:ietf:rfc:3986|${urn(1)}`,
    });
    expect(find(ended)?.resource).toMatchObject({
      status: 'finished',
      period: { end: '2026-11-22T09:00:30.000Z' },
      participant: [{ individual: { display: 'Dr A' } }],
    });
    expect(find(ended)?.fullUrl).toBe(find(begun)?.fullUrl);
  });

  it('does not end before it began when the clock was set back', () => {
    const event = { ...told(30, 'visit.ended', { because: 'completed' }), at: at(-86_400) };
    for (const resource of resourcesIn(unitsAfter(BEFORE, event))) expect(validate(resource)).toEqual([]);
  });

  it('names the patient by the event that said who he is, provisionally', () => {
    const [unit] = unitsAfter(BEFORE, leaving('core.restarted'));
    expect(unit?.entries[0]?.request.ifNoneExist).toBe(`identifier=urn:ietf:rfc:3986|${BEFORE[2]?.id}`);
    expect(JSON.stringify(unit?.entries[0]?.resource)).toContain('"code":"PROV"');
  });
});

describe('what the doctor enters', () => {
  const items = [
    [{ item: 'respiratory-rate', value: 16, unit: '/min', how: 'tapped' }, '9279-1', 16],
    [{ item: 'consciousness', code: 'C' }, '67775-7', 'Confusion nouvelle'],
    [{ item: 'pain', value: 4, unit: '{score}' }, '72514-3', 4],
    [{ item: 'oxygen', value: 2, unit: 'L/min' }, '3151-8', 2],
    [{ item: 'treatments', value: 'aspirine' }, '10160-0', 'aspirine'],
    [{ item: 'allergies', value: 'pénicilline' }, '48765-2', 'pénicilline'],
    [{ item: 'pregnancy', code: 'possible' }, '82810-3', 'Possible'],
  ] as const;
  it.each(items)('%o', (item, code, value) => {
    const resources = resourcesIn(unitsAfter(BEFORE, told(30, 'value.entered', entry(item))));
    expect(resources.flatMap(validate)).toEqual([]);
    const made = resources.find((one) => one.resourceType === 'Observation');
    expect(made?.code.coding?.[0]?.code).toBe(code);
    expect(made?.valueQuantity?.value ?? made?.valueString ?? made?.valueCodeableConcept?.text).toBe(value);
    expect(made?.performer).toMatchObject([{ display: 'Dr A' }]);
  });

  it('a correction is a new one; what it replaces is marked, not removed', () => {
    const first = told(30, 'value.entered', entry({ item: 'pain', value: 4, unit: '{score}' }));
    const second = entry({ item: 'pain', value: 7, unit: '{score}', id: urn(9), replaces: urn(7) });
    const [unit] = unitsAfter([...BEFORE, first], told(31, 'value.entered', second));
    const states = unit?.entries.flatMap(({ resource }) =>
      resource.resourceType === 'Observation' ? [[resource.status, resource.valueQuantity?.value]] : [],
    );
    expect(states).toEqual([
      ['final', 7],
      ['entered-in-error', 4],
    ]);
  });
});

describe('pictures and sounds', () => {
  const document = (units: ReturnType<typeof unitsAfter>) =>
    units.flatMap((unit) => unit.entries).find(({ medium }) => medium !== undefined);

  it('leave with the doctor’s word, where he said it is', () => {
    const made = document(unitsAfter(history, leaving('media.judged')));
    expect(made?.resource).toMatchObject({ docStatus: 'final', description: 'Oreille droite' });
    expect(made?.request.ifNoneExist).toBe(`identifier=urn:ietf:rfc:3986|${MEDIUM.id}`);
  });

  it('leave with the end of the visit where he said nothing, never where he wanted another', () => {
    expect(document(unitsAfter(history, leaving('visit.ended')))?.resource).toMatchObject({
      docStatus: 'preliminary',
    });
    const no = { ...LEAVING['media.judged'], accept: false };
    const rejected = eventOf(29, 'media.judged', no);
    expect(unitsAfter(history, rejected)).toEqual([]);
    expect(document(unitsAfter([...history, rejected], leaving('visit.ended')))).toBeUndefined();
  });
});
