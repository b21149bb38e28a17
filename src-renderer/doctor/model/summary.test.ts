import { describe, expect, test } from 'vitest';
import type { DoctorView, Reading } from '../../../state-machines/contract.ts';
import { type RecordKind, type RecordPayload, record } from '../../../state-machines/records.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import { en } from '../texts/en.ts';
import { fr } from '../texts/fr.ts';
import { EMPTY_DRAFT, summaryText } from './summary.ts';

const BEGUN = new Date(2026, 10, 22, 10, 0, 0).getTime();
const at = (s: number, clockSure = true) => ({ mono: s * 1000, wall: BEGUN + s * 1000, clockSure });
const urn = (n: number) => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const event = <K extends RecordKind>(s: number, kind: K, payload: RecordPayload<K>): ReceivedEvent => ({
  epoch: 1,
  seq: s,
  id: urn(s),
  kind,
  at: at(s),
  payload: record(kind, payload).payload,
});
const reading = (s: number, part: Partial<Reading> & Pick<Reading, 'quantity' | 'value'>): Reading => ({
  id: urn(1000 + s),
  unit: '%',
  quality: 'good',
  confirmedExtreme: false,
  at: at(s),
  instrument: { model: 'm', label: 'Oxymètre Contec', serial: 'SN1' },
  atRest: true,
  ...part,
});
const accepted = (s: number, ...readings: Reading[]) =>
  event(s, 'reading.accepted', { exam: 'oximetry', attempt: 1, readings, window: [] });

const IDENTITY = {
  birthName: 'MARTIN',
  firstName: 'Zoé',
  birthDate: '1950-03-01',
  status: 'provisional',
  source: 'booking-code',
} as const;
const HEARD: NonNullable<DoctorView['identityCheck']> = {
  identifiers: ['name', 'birthDate'],
  by: { id: 'a', name: 'Dr A' },
  at: 1,
};
const view = (part: Partial<DoctorView> = {}) => ({ identity: IDENTITY, ...part }) as DoctorView;
const text = (events: readonly ReceivedEvent[], part: Partial<DoctorView> = {}, draft = {}) =>
  summaryText(
    {
      view: view(part),
      events: [event(0, 'visit.begun', { visit: urn(1).slice(9) }), ...events],
      place: 'Mairie',
      doctor: 'Dr A',
    },
    { ...EMPTY_DRAFT, ...draft },
    fr,
  ).replaceAll('\u00a0', ' ');

describe('who and where', () => {
  test.each([
    [
      'provisional',
      {},
      'Identité : provisoire, déclarée par le patient (code de rendez-vous), NON CONFIRMÉE par le médecin',
    ],
    [
      'confirmed aloud',
      { identityCheck: HEARD },
      'Identité : provisoire, déclarée par le patient (code de rendez-vous), confirmée à voix haute par le médecin (nom et prénom de naissance, date de naissance)',
    ],
    ['confirmed by the record', { confirmed: true }, 'Identité : confirmée par le dossier'],
    ['not given', { identity: null }, 'Patient : non donnée'],
  ] as const)('identity %s', (_, part, line) => {
    expect(text([], part).split('\n')).toContain(line);
  });

  test('birth, place, doctor and day', () => {
    const lines = text([]).split('\n');
    expect(lines).toContain('Patient : MARTIN Zoé, naissance le 01/03/1950');
    expect(lines).toContain('Cabinet : Mairie');
    expect(lines).toContain('Médecin : Dr A');
    expect(lines).toContain('Visite du 22 novembre 2026, 10:00:00');
  });
});

describe('a value has its time, quality and instrument', () => {
  test.each([
    ['as it is', {}, '10:00:05 SpO2 97 % (qualité bonne ; Oxymètre Contec (n° SN1))'],
    ['poor', { quality: 'poor' }, '10:00:05 SpO2 97 % (qualité faible ; Oxymètre Contec (n° SN1))'],
    [
      'not at rest, clock unsure, no serial',
      { atRest: false, at: at(5, false), instrument: { model: 'm', label: 'X', serial: null } },
      '10:00:05 SpO2 97 % (qualité bonne ; sans repos ; heure du cabinet non sûre ; X (sans n° de série))',
    ],
    [
      'typed by a helper, confirmed extreme',
      { enteredBy: 'nurse', confirmedExtreme: true },
      '10:00:05 SpO2 97 % (qualité bonne ; extrême confirmé ; saisi par l’infirmier ; Oxymètre Contec (n° SN1))',
    ],
  ] as const)('%s', (_, part, line) => {
    const one = reading(5, { quantity: 'spo2', value: 97, ...(part as Partial<Reading>) });
    expect(text([accepted(6, one)]).split('\n')).toContain(line);
  });
});

test('what was refused, broken or lost is an incident, never a value', () => {
  const all = text([
    event(5, 'reading.refused', {
      exam: 'oximetry',
      refused: { attempt: 1, at: at(5), reason: 'moving', spo2: 61, pulse: null },
    }),
    event(6, 'exam.trouble', { exam: 'oximetry', step: 'measure', attempt: 1, trouble: 'unplugged' }),
    event(7, 'exam.trouble', { exam: 'oximetry', step: 'measure', attempt: 1, trouble: 'moving' }),
    event(8, 'doctor.link', { link: 'lost', call: 1 }),
    event(9, 'core.restarted', {}),
    event(10, 'print.over', {
      document: urn(2),
      print: urn(3).slice(9),
      printer: 0,
      why: 'jam',
      withdrawn: true,
      sha256: null,
    }),
  ]);
  const [before = '', after = ''] = all.split('INCIDENTS');
  expect(before).toContain('MESURES\nAucune.');
  expect(before).not.toContain('61');
  expect(after).toContain('SpO2 61 %');
  expect(after.split('\n').filter((line) => /^\d\d:\d\d:\d\d /.test(line))).toHaveLength(5);
});

test('pictures by reference, with the doctor’s word', () => {
  const medium = {
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
    targetConfirmed: false,
  } as const;
  const judged = {
    exam: 'otoscopy',
    medium: medium.id,
    accept: true,
    target: 'ear-right',
    targetConfirmed: true,
  } as const;
  const all = text([event(60, 'media.kept', { medium }), event(61, 'media.judged', judged)]);
  expect(all).toContain(`Oreille droite, image, retenu, Otoscope USB (référence ${urn(8)})`);
});

test('what the doctor adds stands under its heading; what he left out says so', () => {
  const all = text([], {}, { conclusion: '  Rhume  ' });
  expect(all).toContain('CONCLUSION\nRhume\n');
  expect(all).toContain('MOTIF\n(à compléter)');
});

test('in English too', () => {
  const source = { view: view(), events: [], place: 'Hall', doctor: 'Dr A' };
  expect(summaryText(source, EMPTY_DRAFT, en)).toContain('MEASUREMENTS\nNone.');
});
