/**
 * The same measures as ANS "Mesures de santé" wants them (STANDARDS 1.4): one transaction a measure, the instrument
 * beside it, the patient by his qualified identity. Read the value sets again before claiming conformance.
 */
import type { Device, Identifier, Observation } from 'fhir/r4.js';
import type { Entry, Unit } from './entries.ts';
import { uuidOf } from './identifiers.ts';

const ROOT = 'https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-';
const PHD_DEVICE = 'http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice';

/**
 * By LOINC. The body mass index is refused (the receiver computes it), the respiratory rate has a profile and is
 * missing from the feed's list.
 */
const PROFILE: ReadonlyMap<string, string> = new Map([
  ['85354-9', 'bp'],
  ['2708-6', 'oxygen-sat'],
  ['8310-5', 'body-temperature'],
  ['8867-4', 'heartrate'],
  ['29463-7', 'body-weight'],
  ['8302-2', 'bodyheight'],
]);

export interface Feeding {
  /** Of the patient, as the record returned it. */
  readonly subject: Identifier;
  /** urn:oid: of the software's editor; null: not told. */
  readonly source: string | null;
}

const profileOf = ({ code }: Observation): string | null =>
  (code.coding ?? []).flatMap((coding) => PROFILE.get(coding.code ?? '') ?? []).at(0) ?? null;

/** The feed refuses a measure without a value. */
const hasValue = ({ valueQuantity, component = [] }: Observation): boolean =>
  valueQuantity !== undefined ||
  (component.length > 0 && component.every((part) => part.valueQuantity !== undefined));

function deviceEntry(entry: Entry, device: Device): Entry {
  const id = uuidOf(entry.fullUrl);
  return { ...entry, resource: { ...device, id, meta: { profile: [PHD_DEVICE] } } };
}

function measureEntry(
  entry: Entry,
  observation: Observation,
  device: Entry,
  profile: string,
  { subject, source }: Feeding,
): Entry {
  const { encounter: _encounter, derivedFrom: _derivedFrom, bodySite, component, ...rest } = observation;
  const panel = observation.valueQuantity === undefined;
  const resource: Observation = {
    ...rest,
    id: uuidOf(entry.fullUrl),
    meta: { profile: [`${ROOT}${profile}`], ...(source === null ? {} : { source }) },
    category: (observation.category ?? []).map((category) => ({
      ...category,
      coding: (category.coding ?? []).map((coding) => ({ ...coding, display: 'vital-signs' })),
    })),
    subject: { identifier: subject },
    // The feed resolves it by the id, not by the fullUrl.
    device: { reference: `Device/${device.resource.id}` },
    ...(bodySite?.coding === undefined ? {} : { bodySite }),
    ...(panel && component !== undefined ? { component } : {}),
  };
  return { ...entry, resource };
}

/** `units`: of the generic dialect. One unit, one transaction. */
export function measuresOf(units: readonly Unit[], feeding: Feeding): Unit[] {
  return units.flatMap(({ entries }) => {
    const found = entries.find(({ resource }) => resource.resourceType === 'Device');
    if (found?.resource.resourceType !== 'Device') return [];
    const device = deviceEntry(found, found.resource);
    return entries.flatMap((entry): Unit[] => {
      const { resource } = entry;
      if (resource.resourceType !== 'Observation' || !hasValue(resource)) return [];
      const profile = profileOf(resource);
      if (profile === null) return [];
      return [{ entries: [device, measureEntry(entry, resource, device, profile, feeding)] }];
    });
  });
}
