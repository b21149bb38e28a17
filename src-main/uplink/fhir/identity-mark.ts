/**
 * What leaves before the doctor has heard two identifiers says so, resource by resource. An identity given at the
 * cabinet stays provisional after that too: only the record qualifies one.
 */
import type { Coding } from 'fhir/r4.js';
import { SYSTEM } from './codes.ts';
import type { Entry, Unit } from './entries.ts';
import type { VisitSoFar } from './visit.ts';

const NOT_CONFIRMED: Coding = {
  system: `${SYSTEM.own}:identity`,
  code: 'not-confirmed',
  display: 'Identité non confirmée par le médecin',
};
const CONFIRMED: Coding = {
  system: `${SYSTEM.own}:identity`,
  code: 'confirmed-aloud',
  display: 'Deux éléments d’identité confirmés à voix haute',
};
export const identityMark = ({ checked }: Pick<VisitSoFar, 'checked'>): Coding =>
  checked ? CONFIRMED : NOT_CONFIRMED;

/** The cabinet's own, not the patient's. */
const OF_NOBODY: readonly string[] = ['Device', 'DeviceMetric', 'Location', 'Organization'];

function marked(entry: Entry, mark: Coding): Entry {
  const { resource } = entry;
  if (OF_NOBODY.includes(resource.resourceType)) return entry;
  return { ...entry, resource: { ...resource, meta: { ...resource.meta, tag: [mark] } } };
}

export const markUnits = (units: readonly Unit[], so: VisitSoFar): readonly Unit[] =>
  units.map((unit) => ({ ...unit, entries: unit.entries.map((entry) => marked(entry, identityMark(so))) }));
