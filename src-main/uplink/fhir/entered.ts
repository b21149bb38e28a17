/** What the doctor says of the patient himself, as Observations of his. A new item does not compile without a code. */
import type { CodeableConcept, Coding, Observation } from 'fhir/r4.js';
import type { Entered, EnteredItem } from '../../../state-machines/entered.ts';
import { mdc, QUANTIFIED, SYSTEM } from './codes.ts';
import { uriIdentifier } from './identifiers.ts';
import { iso } from './instants.ts';
import { quantityOf, VITAL_SIGNS } from './observations.ts';
import { doctorReference, type Frame } from './people.ts';

const loinc = (code: string, display: string): Coding => ({ system: SYSTEM.loinc, code, display });
const coded = (...coding: readonly Coding[]): CodeableConcept => ({ coding: [...coding] });
const SURVEY: CodeableConcept = coded({ system: SYSTEM.category, code: 'survey', display: 'Survey' });
const EXAM: CodeableConcept = coded({ system: SYSTEM.category, code: 'exam', display: 'Exam' });

const RESPIRATION = QUANTIFIED['resp-rate'];
const CODES: Readonly<
  Record<EnteredItem, { readonly code: CodeableConcept; readonly category: CodeableConcept }>
> = {
  'respiratory-rate': {
    code: coded(loinc('9279-1', 'Respiratory rate'), ...(RESPIRATION === null ? [] : [mdc(RESPIRATION.mdc)])),
    category: VITAL_SIGNS,
  },
  consciousness: { code: coded(loinc('67775-7', 'Level of responsiveness')), category: EXAM },
  pain: {
    code: coded(loinc('72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported')),
    category: SURVEY,
  },
  oxygen: { code: coded(loinc('3151-8', 'Inhaled oxygen flow rate')), category: EXAM },
  treatments: { code: coded(loinc('10160-0', 'History of Medication use Narrative')), category: SURVEY },
  allergies: { code: coded(loinc('48765-2', 'Allergies and adverse reactions Document')), category: SURVEY },
  pregnancy: { code: coded(loinc('82810-3', 'Pregnancy status')), category: SURVEY },
};

const ACVPU: Readonly<Record<'A' | 'C' | 'V' | 'P' | 'U', string>> = {
  A: 'Éveillé',
  C: 'Confusion nouvelle',
  V: 'Réagit à la voix',
  P: 'Réagit à la douleur',
  U: 'Sans réaction',
};
const PREGNANCY = {
  no: { code: '60001007', text: 'Non' },
  yes: { code: '77386006', text: 'Oui' },
  possible: { code: '152231000119106', text: 'Possible' },
} as const;

function said(
  entered: Entered,
): Partial<Pick<Observation, 'valueQuantity' | 'valueCodeableConcept' | 'valueString'>> {
  switch (entered.item) {
    case 'respiratory-rate':
    case 'pain':
    case 'oxygen':
      return { valueQuantity: quantityOf(entered.value, entered.unit) };
    case 'treatments':
    case 'allergies':
      return { valueString: entered.value };
    case 'consciousness': {
      const { code } = entered;
      return {
        valueCodeableConcept: { coding: [{ system: `${SYSTEM.own}:acvpu`, code }], text: ACVPU[code] },
      };
    }
    case 'pregnancy': {
      const { code, text } = PREGNANCY[entered.code];
      return { valueCodeableConcept: { coding: [{ system: SYSTEM.snomed, code }], text } };
    }
  }
}

/** `replaced`: a later entry stands in its place. */
export function enteredObservation(entered: Entered, frame: Frame, replaced: boolean): Observation {
  const { code, category } = CODES[entered.item];
  const notes = [
    'Saisi par le médecin.',
    ...(entered.at.clockSure ? [] : ["Heure incertaine : l'horloge du cabinet a été déréglée."]),
  ];
  return {
    resourceType: 'Observation',
    identifier: [uriIdentifier(entered.id)],
    status: replaced ? 'entered-in-error' : 'final',
    category: [category],
    code,
    subject: { reference: frame.patient.fullUrl },
    encounter: { reference: frame.encounter.fullUrl },
    effectiveDateTime: iso(entered.at.wall),
    performer: [doctorReference(entered.by)],
    ...said(entered),
    note: notes.map((text) => ({ text })),
  };
}
