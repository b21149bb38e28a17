/** The record's code systems and the codes of what is measured (STANDARDS 1.1, 1.4). */
import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { Capability, Quantity } from '../../../drivers/contract.ts';

export const SYSTEM = {
  loinc: 'http://loinc.org',
  /** ISO/IEEE 11073-10101 */
  mdc: 'urn:iso:std:iso:11073:10101',
  ucum: 'http://unitsofmeasure.org',
  snomed: 'http://snomed.info/sct',
  /** Identifiers that are URIs themselves, such as urn:uuid. */
  uri: 'urn:ietf:rfc:3986',
  category: 'http://terminology.hl7.org/CodeSystem/observation-category',
  absent: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  cladimed: 'https://mos.esante.gouv.fr/NOS/TRE_R306-CLADIMED/FHIR/TRE-R306-CLADIMED',
  ncit: 'https://mos.esante.gouv.fr/NOS/TRE_R307-NCIT/FHIR/TRE-R307-NCIT',
  /** Foundational model of anatomy. */
  fma: 'https://mos.esante.gouv.fr/NOS/TRE_R309-FMA/FHIR/TRE-R309-FMA',
  /** Identifier of a personal health device: an EUI-64 with dashes. */
  systemId: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680',
  /** What this software names itself. */
  own: 'urn:box-medicale',
} as const;

export interface Quantified {
  readonly loinc: readonly Coding[];
  readonly mdc: string;
  /** UCUM */
  readonly unit: string;
}

const loinc = (code: string, display: string): Coding => ({ system: SYSTEM.loinc, code, display });
export const mdc = (code: string): Coding => ({ system: SYSTEM.mdc, code });

export const PULSE_BY_OXIMETER: Quantified = {
  loinc: [loinc('8867-4', 'Heart rate'), loinc('8889-8', 'Heart rate by Pulse oximetry')],
  mdc: '149530',
  unit: '/min',
};

/** Null: never exported as a value. A new quantity does not compile without a decision here. */
export const QUANTIFIED: Readonly<Record<Quantity, Quantified | null>> = {
  spo2: {
    loinc: [
      loinc('2708-6', 'Oxygen saturation in Arterial blood'),
      loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
    ],
    mdc: '150456',
    unit: '%',
  },
  'pulse-rate': { loinc: [loinc('8867-4', 'Heart rate')], mdc: '149546', unit: '/min' },
  'perfusion-index': {
    loinc: [loinc('61006-3', 'Perfusion index Tissue by Pulse oximetry')],
    mdc: '150488',
    unit: '%',
  },
  'body-temperature': { loinc: [loinc('8310-5', 'Body temperature')], mdc: '150364', unit: 'Cel' },
  /** In the cuff while it moves: no measurement of a person. */
  'press-cuff': null,
  'press-cuff-sys': { loinc: [loinc('8480-6', 'Systolic blood pressure')], mdc: '150021', unit: 'mm[Hg]' },
  'press-cuff-dia': { loinc: [loinc('8462-4', 'Diastolic blood pressure')], mdc: '150022', unit: 'mm[Hg]' },
  'press-cuff-mean': { loinc: [loinc('8478-0', 'Mean blood pressure')], mdc: '150023', unit: 'mm[Hg]' },
  'mass-body': { loinc: [loinc('29463-7', 'Body weight')], mdc: '188736', unit: 'kg' },
  'heart-rate': { loinc: [loinc('8867-4', 'Heart rate')], mdc: '147842', unit: '/min' },
  'resp-rate': { loinc: [loinc('9279-1', 'Respiratory rate')], mdc: '151562', unit: '/min' },
};

export const BP_PANEL: Omit<Quantified, 'unit'> = {
  loinc: [loinc('85354-9', 'Blood pressure panel with all children optional')],
  mdc: '150020',
};

export const codeOf = ({ loinc: codings, mdc: number }: Omit<Quantified, 'unit'>): CodeableConcept => ({
  coding: [...codings, mdc(number)],
});

/** MDC device specialisations; a capability without one is no personal health device. */
export const SPECIALISATION: Readonly<Record<Capability, string | null>> = {
  oximetry: '528388',
  'blood-pressure': '528391',
  temperature: '528392',
  weight: '528399',
  ecg: '528390',
  shutter: null,
};

/** Where a thermometer of this cabinet measures. `unknown`: the patient chooses, mouth or armpit. */
export const TEMPERATURE_SITES = [
  'mouth',
  'armpit',
  'ear',
  'forehead',
  'temple',
  'rectum',
  'unknown',
] as const;
export type TemperatureSite = (typeof TEMPERATURE_SITES)[number];

const site = (fma: string, snomed: string, text: string): CodeableConcept => ({
  coding: [
    { system: SYSTEM.fma, code: fma },
    { system: SYSTEM.snomed, code: snomed },
  ],
  text,
});
export const SITE: Readonly<Record<TemperatureSite, CodeableConcept>> = {
  mouth: site('49184', '74262004', 'Bouche'),
  armpit: site('24864', '91470000', 'Aisselle'),
  ear: site('52780', '117590005', 'Oreille'),
  forehead: site('63864', '52795006', 'Front'),
  temple: site('46450', '450721000', 'Tempe'),
  rectum: site('14544', '34402009', 'Rectum'),
  unknown: { text: 'Bouche ou aisselle, non précisé' },
};
export const UPPER_ARM = site('24890', '40983000', 'Bras');

const method = (system: string, code: string, text: string): CodeableConcept => ({
  coding: [{ system, code }],
  text,
});
export const METHOD = {
  oximeter: method(SYSTEM.cladimed, 'K50BF', 'Oxymètre'),
  cuff: method(SYSTEM.ncit, 'C69319', 'Tensiomètre automatique à brassard'),
  pulseByCuff: method(SYSTEM.cladimed, 'K51FC01', 'Tensiomètre'),
  electronicThermometer: method(SYSTEM.cladimed, 'K50BC10', 'Thermomètre électronique'),
  infraredThermometer: method(SYSTEM.cladimed, 'K50BC03', 'Thermomètre infrarouge'),
} as const;
