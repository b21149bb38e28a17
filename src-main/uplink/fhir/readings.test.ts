import type { Observation } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { QUANTITIES } from '../../../drivers/contract.ts';
import { validate } from '../../../fixtures/record/validation/validate.ts';
import type { ExamName, Reading } from '../../../state-machines/contract.ts';
import type { JournalEvent } from '../../journal/contract.ts';
import { QUANTIFIED, TEMPERATURE_SITES } from './codes.ts';
import type { Mapping } from './rows.ts';
import { at, BEFORE, CUFF, MAPPING, reading, resourcesIn, told, unitsAfter, urn } from './test-kit.ts';

const accepted = (seq: number, exam: ExamName, readings: Reading[]): JournalEvent =>
  told(seq, 'reading.accepted', { exam, attempt: 1, readings, window: [] });

function observations(exam: ExamName, readings: Reading[], mapping?: Mapping): Observation[] {
  const resources = resourcesIn(unitsAfter(BEFORE, accepted(6, exam, readings), mapping));
  for (const resource of resources) expect(validate(resource), resource.resourceType).toEqual([]);
  return resources.filter((one) => one.resourceType === 'Observation');
}
const only = (exam: ExamName, one: Reading, mapping?: Mapping): Observation => {
  const [found] = observations(exam, [one], mapping);
  if (found === undefined) throw new Error('none');
  return found;
};
const codes = ({ code }: Observation): string[] => (code.coding ?? []).map((coding) => coding.code ?? '');
const PRESSURES = [
  reading(1, { quantity: 'press-cuff-sys', value: 128, instrument: CUFF }),
  reading(2, { quantity: 'press-cuff-dia', value: 76, instrument: CUFF }),
  reading(3, { quantity: 'press-cuff-mean', value: 93, instrument: CUFF }),
  reading(4, { quantity: 'pulse-rate', value: 71, instrument: CUFF }),
];

describe('the codes of a measure', () => {
  const table: readonly (readonly [ExamName, Reading, string[], string])[] = [
    ['oximetry', reading(1, { quantity: 'spo2', value: 97 }), ['2708-6', '59408-5', '150456'], '%'],
    ['oximetry', reading(1, { quantity: 'pulse-rate', value: 71 }), ['8867-4', '8889-8', '149530'], '/min'],
    ['blood-pressure', reading(1, { quantity: 'pulse-rate', value: 71 }), ['8867-4', '149546'], '/min'],
    ['temperature', reading(1, { quantity: 'body-temperature', value: 37.4 }), ['8310-5', '150364'], 'Cel'],
    ['weight', reading(1, { quantity: 'mass-body', value: 71.3 }), ['29463-7', '188736'], 'kg'],
    ['oximetry', reading(1, { quantity: 'heart-rate', value: 71 }), ['8867-4', '147842'], '/min'],
    ['oximetry', reading(1, { quantity: 'resp-rate', value: 15 }), ['9279-1', '151562'], '/min'],
  ];
  it.each(table)('%s %o', (exam, one, expected, unit) => {
    const made = only(exam, one);
    expect(codes(made)).toEqual(expected);
    expect(made.valueQuantity).toEqual({
      value: one.value,
      unit,
      system: 'http://unitsofmeasure.org',
      code: unit,
    });
    expect(made.identifier).toEqual([{ system: 'urn:ietf:rfc:3986', value: urn(1) }]);
    expect(made.effectiveDateTime).toBe('2026-11-22T09:01:40.000Z');
    expect(made.status).toBe('final');
  });

  it('every quantity is decided, and the unit is the one it is measured in', () => {
    for (const quantity of QUANTITIES) {
      const decided = QUANTIFIED[quantity];
      if (decided === null) expect(quantity).toBe('press-cuff');
    }
    expect(observations('blood-pressure', [reading(1, { quantity: 'press-cuff', value: 90 })])).toEqual([]);
  });

  it('a pressure is one panel of three, its pulse beside it', () => {
    const [panel, pulse] = observations('blood-pressure', PRESSURES);
    expect(panel && codes(panel)).toEqual(['85354-9', '150020']);
    expect(panel?.valueQuantity).toBeUndefined();
    const parts = (panel?.component ?? []).map(({ code, valueQuantity }) => [
      code.coding?.map((coding) => coding.code),
      valueQuantity?.value,
      valueQuantity?.code,
    ]);
    expect(parts).toEqual([
      [['8480-6', '150021'], 128, 'mm[Hg]'],
      [['8462-4', '150022'], 76, 'mm[Hg]'],
      [['8478-0', '150023'], 93, 'mm[Hg]'],
    ]);
    expect(panel?.identifier?.map(({ value }) => value)).toEqual([urn(1), urn(2), urn(3)]);
    expect(panel?.bodySite?.coding?.[0]?.code).toBe('24890');
    expect(pulse && codes(pulse)).toEqual(['8867-4', '149546']);
  });

  it('a pressure that is missing says so and keeps its place', () => {
    const [panel] = observations('blood-pressure', PRESSURES.slice(0, 1));
    expect(panel?.component?.[1]).toMatchObject({ dataAbsentReason: { coding: [{ code: 'error' }] } });
    expect(panel?.component).toHaveLength(2);
  });

  it('perfusion qualifies the saturation', () => {
    const readings = [
      reading(1, { quantity: 'spo2', value: 97 }),
      reading(2, { quantity: 'perfusion-index', value: 3.1 }),
    ];
    const [oxygen, ...none] = observations('oximetry', readings);
    expect(none).toEqual([]);
    expect(oxygen?.component?.[0]?.valueQuantity?.value).toBe(3.1);
    expect(oxygen?.method?.coding?.[0]?.code).toBe('K50BF');
  });

  it.each(TEMPERATURE_SITES)('temperature at %s has a site and a method', (temperatureSite) => {
    const one = reading(1, { quantity: 'body-temperature', value: 37.4 });
    const made = only('temperature', one, { ...MAPPING, temperatureSite });
    expect(made.bodySite?.text).toMatch(/./);
    expect(made.method?.coding?.[0]?.code).toMatch(/^K50BC(10|03)$/);
  });
});

describe('what must be known beside a value', () => {
  const notes = (made: Observation): string => (made.note ?? []).map(({ text }) => text).join(' ');

  it('a poor one is preliminary', () => {
    const made = only('oximetry', reading(1, { quantity: 'spo2', value: 91, quality: 'poor' }));
    expect(made.status).toBe('preliminary');
    expect(notes(made)).toMatch(/médiocre/);
  });

  it('a confirmed extreme, no rest, flags and an unsure clock are remarks', () => {
    const made = only(
      'blood-pressure',
      reading(1, {
        quantity: 'press-cuff-sys',
        value: 204,
        confirmedExtreme: true,
        atRest: false,
        flags: ['irregular', 'time-by-person'],
        at: { ...at(100), clockSure: false },
      }),
    );
    expect(made.note).toHaveLength(5);
    expect(notes(made)).toMatch(/extrême.*repos.*irrégulier.*mémoire.*Heure incertaine/);
  });

  it('a mean names the measurements it was made of, pressures and pulses apart', () => {
    const earlier = PRESSURES.map((one, n) => ({ ...one, id: urn(20 + n) }));
    const latest = PRESSURES.map((one, n) => ({ ...one, id: urn(30 + n) }));
    const derivedFrom = [...earlier, ...latest].map(({ id }) => id);
    const mean = PRESSURES.map((one, n) => ({ ...one, id: urn(40 + n), derivedFrom }));
    const first = accepted(6, 'blood-pressure', earlier);
    const units = unitsAfter([...BEFORE, first], accepted(7, 'blood-pressure', [...mean, ...latest]));
    const made = resourcesIn(units).filter((one) => one.resourceType === 'Observation');
    const sources = made.map(({ derivedFrom: from = [] }) => from.map(({ identifier }) => identifier?.value));
    expect(sources).toEqual([[urn(20), urn(30)], [urn(23), urn(33)], [], []]);
    expect(made[0] && notes(made[0])).toMatch(/Moyenne/);
    expect(units[0]?.entries).toHaveLength(8);
  });

  it('who, with what and from which bytes is in its provenance', () => {
    const payload = {
      exam: 'oximetry',
      attempt: 1,
      readings: [reading(1, { quantity: 'spo2', value: 97 })],
      window: [],
      raw: { bytes: 3, sha256: 'ab'.repeat(32) },
    } as const;
    const event = told(6, 'reading.accepted', { ...payload, readings: [...payload.readings], window: [] });
    const [unit, metric] = unitsAfter(BEFORE, event);
    const last = unit?.entries.at(-1);
    expect(last?.request).toEqual({ method: 'PUT', url: `Provenance/${last?.resource.id}` });
    expect(last?.resource).toMatchObject({
      target: [{ reference: unit?.entries[3]?.fullUrl }],
      agent: [
        { who: { display: 'Box Médicale cabinet-1' } },
        { who: { reference: unit?.entries[2]?.fullUrl } },
        { who: { identifier: { value: 'doctor-a' } } },
      ],
      entity: [
        { what: { identifier: { value: `1:6:${'c'.repeat(64)}` } } },
        { what: { identifier: { value: 'ab'.repeat(32) } } },
      ],
    });
    expect(metric?.entries.map(({ resource }) => resource.resourceType)).toEqual(['Device', 'DeviceMetric']);
  });

  it('is the same whenever it is made', () => {
    const make = () => unitsAfter(BEFORE, accepted(6, 'blood-pressure', PRESSURES));
    expect(make()).toEqual(make());
  });

  it('no fullUrl is also an identifier', () => {
    const entries = unitsAfter(BEFORE, accepted(6, 'blood-pressure', PRESSURES)).flatMap((u) => u.entries);
    const text = JSON.stringify(
      entries.map(({ resource }) => 'identifier' in resource && resource.identifier),
    );
    for (const { fullUrl } of entries) expect(text).not.toContain(fullUrl);
  });
});
