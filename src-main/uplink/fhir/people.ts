/** The patient as he said who he is, the visit, his consent, the doctor. */
import type { Consent, Encounter, EncounterParticipant, Patient, Reference } from 'fhir/r4.js';
import { type Guardian, type Sex, toldIn } from '../../../state-machines/details.ts';
import { SYSTEM } from './codes.ts';
import { cabinetReference } from './device.ts';
import { createOnce, type Entry, putByIdentifier } from './entries.ts';
import { derivedUuid, uriIdentifier } from './identifiers.ts';
import { iso } from './instants.ts';
import type { Doctor, VisitSoFar } from './visit.ts';

export const IDENTITY_RELIABILITY =
  'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability';
export const IDENTITY_STATUS = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0445';

export const encounterName = (visit: string): string => `urn:uuid:${visit}`;
/** Of the event that gave the identity; of the visit when nobody said who he is. */
export const patientName = ({ visit, identity }: VisitSoFar): string =>
  identity?.id ?? `urn:uuid:${derivedUuid('patient', visit)}`;

const GENDERS: Readonly<Record<Sex, Patient['gender']>> = {
  female: 'female',
  male: 'male',
  unsaid: 'unknown',
};
/** v3-RoleCode */
const ROLE_CODE = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
const LINKS: Readonly<Record<Guardian, string | null>> = { parent: 'PRN', guardian: 'GUARD', absent: null };

export function patientOf(so: VisitSoFar): Patient {
  const given = so.identity?.given;
  const { sex, callback, guardian, guardianName } = toldIn(so.details);
  const link = guardian && LINKS[guardian];
  return {
    resourceType: 'Patient',
    extension: [
      {
        url: IDENTITY_RELIABILITY,
        extension: [{ url: 'identityStatus', valueCoding: { system: IDENTITY_STATUS, code: 'PROV' } }],
      },
    ],
    identifier: [uriIdentifier(patientName(so))],
    name:
      given === undefined
        ? [{ text: 'Identité non donnée' }]
        : [{ use: 'official', family: given.birthName, given: [given.firstName] }],
    gender: GENDERS[sex ?? 'unsaid'],
    ...(callback === null ? {} : { telecom: [{ system: 'phone' as const, value: callback }] }),
    ...(link === null || guardianName === null
      ? {}
      : {
          contact: [
            { relationship: [{ coding: [{ system: ROLE_CODE, code: link }] }], name: { text: guardianName } },
          ],
        }),
    ...(given?.birthDate ? { birthDate: given.birthDate } : {}),
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: so.language.split('-')[0] }] } },
    ],
  };
}

export const doctorReference = ({ id, name }: Pick<Doctor, 'id' | 'name'>): Reference => ({
  type: 'Practitioner',
  identifier: { system: `${SYSTEM.own}:doctor`, value: id },
  display: name,
});

/** What never changes of the visit; the rest comes with its end. */
function encounterOf(so: VisitSoFar, patient: Entry, box: string): Encounter {
  return {
    resourceType: 'Encounter',
    identifier: [uriIdentifier(encounterName(so.visit))],
    status: 'in-progress',
    class: { system: SYSTEM.actCode, code: 'VR', display: 'virtual' },
    subject: { reference: patient.fullUrl },
    period: { start: iso(so.begunAt) },
    location: [{ location: { ...cabinetReference(box), type: 'Location' } }],
  };
}

/** Patient, then visit: what nearly everything else refers to. */
export interface Frame {
  readonly patient: Entry;
  readonly encounter: Entry;
}

export function frameOf(so: VisitSoFar, box: string): Frame {
  const patient = createOnce(patientOf(so), patientName(so));
  return { patient, encounter: createOnce(encounterOf(so, patient, box), encounterName(so.visit)) };
}

const participant = (doctor: Doctor): EncounterParticipant => ({
  individual: doctorReference(doctor),
  period: { start: iso(doctor.from), ...(doctor.until === null ? {} : { end: iso(doctor.until) }) },
});

/** `endedAt`: ms since 1970 UTC. A wall clock set back in mid-visit never makes it end before it began. */
export function finishedEncounter(so: VisitSoFar, endedAt: number, box: string): readonly Entry[] {
  const { patient } = frameOf(so, box);
  const encounter: Encounter = {
    ...encounterOf(so, patient, box),
    status: 'finished',
    period: { start: iso(so.begunAt), end: iso(Math.max(endedAt, so.begunAt)) },
    ...(so.doctors.length === 0 ? {} : { participant: so.doctors.map(participant) }),
  };
  return [patient, putByIdentifier(encounter, encounterName(so.visit))];
}

/** What the patient lets the next doctor read: a word of its own, whose newest one holds. */
export const SHARING = { system: `${SYSTEM.own}:consent`, code: 'handover' } as const;

/** `urn`: of the event; `at`: ms since 1970 UTC. */
export function sharingOf(so: VisitSoFar, granted: boolean, urn: string, at: number, box: string): Consent {
  return {
    resourceType: 'Consent',
    identifier: [uriIdentifier(urn)],
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ coding: [{ system: SYSTEM.actCode, code: 'IDSCL' }, SHARING] }],
    patient: { reference: frameOf(so, box).patient.fullUrl },
    dateTime: iso(at),
    policyRule: { coding: [{ system: SYSTEM.actCode, code: granted ? 'OPTIN' : 'OPTOUT' }] },
    provision: { type: granted ? 'permit' : 'deny' },
  };
}

/** `urn`: of the event; `at`: ms since 1970 UTC. Not granted: given before, and taken back. */
export function consentOf(so: VisitSoFar, urn: string, at: number, box: string, granted = true): Consent {
  return {
    resourceType: 'Consent',
    identifier: [uriIdentifier(urn)],
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }],
    },
    category: [{ coding: [{ system: SYSTEM.loinc, code: '59284-0', display: 'Consent Document' }] }],
    patient: { reference: frameOf(so, box).patient.fullUrl },
    dateTime: iso(at),
    policyRule: { coding: [{ system: SYSTEM.actCode, code: granted ? 'OPTIN' : 'OPTOUT' }] },
    ...(granted ? {} : { provision: { type: 'deny' as const } }),
  };
}
