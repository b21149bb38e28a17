/** One visit with every exam in it, through the real way: what the record has of it afterwards, to the last byte. */
import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { objectOf, objects, type Resource, textOf } from '../../fixtures/record/json.ts';
import type { RecordServer } from '../../fixtures/record/server.ts';
import { validate } from '../../fixtures/record/validation/validate.ts';
import type { ExamName, JournalRecord, Reading } from '../../state-machines/contract.ts';
import type { Medium } from '../../state-machines/media.ts';
import { record } from '../../state-machines/records.ts';
import { SELFTEST_DONE } from '../api/selftest-protocol.ts';
import type { Blob } from '../journal/index.ts';
import { exportBundle } from './export.ts';
import { at, CUFF, DOCTOR, IDENTITY, MAPPING, OXIMETER, reading, urn, uuid } from './fhir/test-kit.ts';
import {
  commit,
  drained,
  expectedOf,
  openRecord,
  openTestJournal,
  readDefinitions,
  startFeed,
} from './test-lab.ts';

beforeAll(readDefinitions, 60_000);

const VISIT = uuid(0x7001);
const THERMOMETER = { model: 'thermometer', label: 'Thermomètre', serial: 'T1' };
const EAR_THERMOMETER = { model: 'ear-thermometer', label: 'Thermomètre auriculaire', serial: null };
const SCALE = { model: 'scale', label: 'Balance', serial: null };

let id = 0x8000;
const fresh = (): string => {
  id += 1;
  return urn(id);
};
type Instrument = Reading['instrument'];
const read = (quantity: Reading['quantity'], value: number, instrument: Instrument = OXIMETER): Reading =>
  reading(0, { id: fresh(), quantity, value, instrument });
const accepted = (exam: ExamName, readings: Reading[]): JournalRecord =>
  record('reading.accepted', {
    exam,
    attempt: 1,
    readings,
    window: [],
    raw: { bytes: 3, sha256: 'ab'.repeat(32) },
  });

const BYTES = { still: 300_000, clip: 900_000 };
function taken(exam: ExamName, target: Medium['target'], kind: Medium['kind']): [Medium, Blob] {
  const bytes = randomBytes(BYTES[kind]);
  const medium: Medium = {
    id: fresh(),
    exam,
    target,
    kind,
    contentType: kind === 'still' ? 'image/png' : 'audio/wav',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    at: at(200),
    source: 'USB',
    quality: 'good',
    still: kind === 'still' ? { width: 640, height: 480, sharpness: 9, brightness: 0.5 } : null,
    clip: kind === 'clip' ? { durationMs: 10_000, sampleRate: 44_100, levelDb: -20, clipped: 0 } : null,
    targetConfirmed: true,
  };
  return [medium, { id: medium.id, bytes }];
}

const MEDIA: readonly (readonly [ExamName, Medium['target'], Medium['kind']])[] = [
  ['otoscopy', 'ear-right', 'still'],
  ['otoscopy', 'ear-left', 'still'],
  ['throat', 'throat', 'still'],
  ['skin', 'skin-close', 'still'],
  ['auscultation', 'heart-mitral', 'clip'],
  ['auscultation', 'lung-back-left-lower', 'clip'],
];

async function wholeVisit() {
  const { journal } = await openTestJournal();
  const say = (...records: JournalRecord[]) => commit(journal, VISIT, records);
  await say(
    record('visit.begun', { visit: VISIT }),
    record('identity.given', { identity: IDENTITY }),
    record('consent', { granted: true }),
    record('doctor.claimed', { doctor: DOCTOR, claim: uuid(0x7002), call: 1, resumed: false }),
  );
  const pressures = [read('press-cuff-sys', 128, CUFF), read('press-cuff-dia', 76, CUFF)];
  await say(
    accepted('oximetry', [read('spo2', 97), read('perfusion-index', 4), read('pulse-rate', 72)]),
    accepted('blood-pressure', [
      ...pressures,
      read('press-cuff-mean', 93, CUFF),
      read('pulse-rate', 70, CUFF),
    ]),
    accepted('temperature', [read('body-temperature', 37.2, THERMOMETER)]),
    accepted('temperature-ear', [{ ...read('body-temperature', 37.6, EAR_THERMOMETER), site: 'ear' }]),
    accepted('weight', [read('mass-body', 71.5, SCALE)]),
    record('exam.trouble', { exam: 'weight', step: 'measure', attempt: 1, trouble: 'unplugged' }),
    record('doctor.link', { link: 'lost', call: 1 }),
    record('value.entered', {
      ...{ id: fresh(), by: DOCTOR, at: at(300), replaces: null },
      ...{ item: 'pain', value: 4, unit: '{score}' },
    }),
    { kind: 'distress.signal', payload: { act: 'Zzhandsign' } },
  );
  const media = MEDIA.map((one) => taken(...one));
  for (const [medium, blob] of media)
    await commit(journal, VISIT, [record('media.kept', { medium })], [blob]);
  // The last one is never judged: it leaves with the end.
  for (const [{ exam, id: medium, target }] of media.slice(0, -1))
    await say(record('media.judged', { exam, medium, accept: true, target, targetConfirmed: true }));
  await say(
    record('exam.ended', { exam: 'skin', result: 'failed', reason: 'timeout', attempts: 3, readings: [] }),
    { kind: 'distress.acknowledged', payload: { act: 'Zzhandsign' } },
    record('visit.ended', { because: 'completed' }),
  );
  await commit(journal, null, [{ kind: SELFTEST_DONE, payload: { v: 1, at: 5, lines: [] } }]);
  return { journal, media };
}

const ofType = (server: RecordServer, type: string): Resource[] =>
  [...server.store.all()].flatMap(([, { resource, sent }]) =>
    resource.resourceType === type && sent !== '' ? [resource] : [],
  );
const loinc = ({ code }: Resource): string => textOf(objects(objectOf(code)['coding'])[0]?.['code']);
const attachment = (document: Resource) => objectOf(objects(document['content'])[0]?.['attachment']);

test('the record has each result once, each picture and sound to the last byte, and nothing that is discreet', async () => {
  const { journal, media } = await wholeVisit();
  const server = await openRecord();
  const feed = startFeed(journal, { url: server.url });
  await drained(journal);
  expect(feed.state()).toMatchObject({ trouble: null, parked: [] });
  const { copies, counts } = server.dump();
  for (const [name, hash] of await expectedOf(journal))
    expect(
      copies[name]?.map(({ sent }) => sent),
      name,
    ).toEqual([hash]);
  expect(ofType(server, 'Observation').map(loinc).sort()).toEqual(
    // Oxygen, pressure, two pulses, two temperatures, weight, what the doctor entered.
    ['2708-6', '72514-3', '85354-9', '8310-5', '8310-5', '8867-4', '8867-4', '29463-7'].sort(),
  );
  expect(counts).toMatchObject({
    ...{ Patient: 1, Encounter: 1, Consent: 1, Device: 5, DeviceMetric: 7, DocumentReference: 6 },
    // Readings and media; the doctor's coming, the cable, the link, the failed exam, the self-test.
    ...{ Provenance: 11, AuditEvent: 5 },
  });
  const documents = ofType(server, 'DocumentReference');
  for (const [medium, { bytes }] of media) {
    const found = documents.find((one) => objects(one['identifier'])[0]?.['value'] === medium.id);
    const { data, size, contentType } = attachment(found ?? { resourceType: 'none' });
    expect(Buffer.from(textOf(data), 'base64').equals(bytes), medium.target).toBe(true);
    expect([size, contentType]).toEqual([bytes.length, medium.contentType]);
  }
  expect(documents.map((one) => textOf(one['docStatus'])).sort()).toEqual([
    ...Array<string>(5).fill('final'),
    'preliminary',
  ]);
  const all = [...server.store.all()].map(([, { resource }]) => resource);
  for (const one of all) expect(validate(one), one.resourceType).toEqual([]);
  expect(JSON.stringify(all)).not.toMatch(/distress|Zzhandsign/);
}, 60_000);

test('the same by hand: the export has what the record would have, and nothing that is discreet', async () => {
  const { journal, media } = await wholeVisit();
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  expect((await exportBundle(journal, { mapping: MAPPING, write })).held).toEqual([]);
  const { entry } = JSON.parse(text) as { entry: { resource: Resource }[] };
  for (const { resource } of entry) expect(validate(resource), resource.resourceType).toEqual([]);
  for (const [, { bytes }] of media) expect(text.includes(Buffer.from(bytes).toString('base64'))).toBe(true);
  expect(text).not.toMatch(/distress|Zzhandsign/);
}, 60_000);
