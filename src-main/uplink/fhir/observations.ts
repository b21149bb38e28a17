/** Accepted readings as Observations (R4 vital signs; STANDARDS 1.1, 1.2). */
import type {
  CodeableConcept,
  Quantity as FhirQuantity,
  Observation,
  ObservationComponent,
} from 'fhir/r4.js';
import type { ExamName, Reading } from '../../../state-machines/contract.ts';
import {
  BP_PANEL,
  codeOf,
  METHOD,
  PULSE_BY_OXIMETER,
  QUANTIFIED,
  type Quantified,
  SITE,
  SYSTEM,
  type TemperatureSite,
  UPPER_ARM,
} from './codes.ts';
import { fullUrlOf } from './entries.ts';
import type { ReadingGroup } from './groups.ts';
import { uriIdentifier } from './identifiers.ts';
import { iso } from './instants.ts';
import type { VisitSoFar } from './visit.ts';
import { remarks } from './words.ts';

export const VITAL_SIGNS: CodeableConcept = {
  coding: [{ system: SYSTEM.category, code: 'vital-signs', display: 'Vital Signs' }],
};

export interface Circumstances {
  readonly exam: ExamName;
  readonly temperatureSite: TemperatureSite;
  /** Full URLs of the transaction's entries. */
  readonly patient: string;
  readonly encounter: string;
  readonly device: string;
  readonly observationOf: VisitSoFar['observationOf'];
}

export const quantityOf = (value: number, unit: string): FhirQuantity => ({
  value,
  unit,
  system: SYSTEM.ucum,
  code: unit,
});

const absent = (code: 'error' | 'not-performed' | 'unknown'): CodeableConcept => ({
  coding: [{ system: SYSTEM.absent, code }],
});

const INFRARED: readonly TemperatureSite[] = ['ear', 'forehead', 'temple'];

function component(quantified: Quantified, reading: Reading | undefined): ObservationComponent {
  const code = codeOf(quantified);
  if (reading === undefined) return { code, dataAbsentReason: absent('error') };
  return { code, valueQuantity: quantityOf(reading.value, quantified.unit) };
}

/** Both pressures always; a mean where the instrument told one. */
function pressureParts(readings: readonly Reading[]): Partial<Observation> {
  const of = (quantity: Reading['quantity']) => readings.find((reading) => reading.quantity === quantity);
  const made = (quantity: Reading['quantity'], always: boolean): ObservationComponent[] => {
    const quantified = QUANTIFIED[quantity];
    const reading = of(quantity);
    return quantified === null || (!always && reading === undefined) ? [] : [component(quantified, reading)];
  };
  return {
    code: codeOf(BP_PANEL),
    bodySite: UPPER_ARM,
    method: METHOD.cuff,
    component: [
      ...made('press-cuff-sys', true),
      ...made('press-cuff-dia', true),
      ...made('press-cuff-mean', false),
    ],
  };
}

function singleParts(
  reading: Reading,
  { exam, temperatureSite }: Circumstances,
): Partial<Observation> | null {
  const byOximeter = reading.quantity === 'pulse-rate' && exam === 'oximetry';
  const quantified = byOximeter ? PULSE_BY_OXIMETER : QUANTIFIED[reading.quantity];
  if (quantified === null) return null;
  const parts = { code: codeOf(quantified), valueQuantity: quantityOf(reading.value, quantified.unit) };
  switch (reading.quantity) {
    case 'spo2':
      return { ...parts, method: METHOD.oximeter };
    case 'pulse-rate':
      return { ...parts, method: byOximeter ? METHOD.oximeter : METHOD.pulseByCuff };
    case 'body-temperature': {
      const site = reading.site ?? temperatureSite;
      const infrared = INFRARED.includes(site);
      const method = infrared ? METHOD.infraredThermometer : METHOD.electronicThermometer;
      return { ...parts, bodySite: SITE[site], method };
    }
    default:
      return parts;
  }
}

/** The perfusion index qualifies the saturation: it goes inside; without one it says nothing. */
function oxygenParts(readings: readonly Reading[], where: Circumstances): Partial<Observation> | null {
  const [first, ...more] = readings;
  if (first?.quantity !== 'spo2') return null;
  const perfusion = QUANTIFIED['perfusion-index'];
  const components = perfusion === null ? [] : more.map((reading) => component(perfusion, reading));
  return { ...singleParts(first, where), ...(components.length === 0 ? {} : { component: components }) };
}

function partsOf({ what, readings }: ReadingGroup, where: Circumstances): Partial<Observation> | null {
  if (what === 'pressure') return pressureParts(readings);
  if (what === 'oxygen') return oxygenParts(readings, where);
  const [only] = readings;
  return only === undefined ? null : singleParts(only, where);
}

/** Null: nothing of this group is ever exported as a value. */
export function observationOf(group: ReadingGroup, where: Circumstances): Observation | null {
  const parts = partsOf(group, where);
  const [first] = group.readings;
  if (parts?.code === undefined || first === undefined) return null;
  const { code, ...rest } = parts;
  const notes = remarks(group.readings);
  const observed = (first.derivedFrom ?? []).flatMap((id) => where.observationOf.get(id) ?? []);
  // Of a mean pressure the pulses are no source, and the other way round.
  const sources = new Set(observed.filter(({ what }) => what === group.what).map(({ name }) => name));
  return {
    resourceType: 'Observation',
    identifier: group.readings.map(({ id }) => uriIdentifier(id)),
    status: group.readings.some(({ quality }) => quality === 'poor') ? 'preliminary' : 'final',
    category: [VITAL_SIGNS],
    code,
    subject: { reference: where.patient },
    encounter: { reference: where.encounter },
    effectiveDateTime: iso(first.at.wall),
    ...rest,
    ...(notes.length === 0 ? {} : { note: notes.map((text) => ({ text })) }),
    device: { reference: where.device },
    ...(sources.size === 0
      ? {}
      : {
          derivedFrom: [...sources].map((name) => ({ type: 'Observation', identifier: uriIdentifier(name) })),
        }),
  };
}

export const observationUrl = (group: ReadingGroup): string => fullUrlOf('Observation', group.id);
