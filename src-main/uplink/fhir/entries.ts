/** Entries of a transaction, and what must travel together. */
import type { FhirResource } from 'fhir/r4.js';
import type { Medium } from '../../../state-machines/media.ts';
import { SYSTEM } from './codes.ts';
import { derivedUuid, uuidOf } from './identifiers.ts';

export interface Entry {
  /** urn:uuid that other resources of the transaction refer to. */
  readonly fullUrl: string;
  readonly resource: FhirResource;
  readonly request: {
    readonly method: 'POST' | 'PUT';
    readonly url: string;
    readonly ifNoneExist?: string;
  };
  /** Its bytes go into the resource's attachment when the transaction is written. */
  readonly medium?: Pick<Medium, 'id' | 'bytes' | 'sha256'>;
}

/** Complete in itself: what its resources refer to comes before them. */
export interface Unit {
  readonly entries: readonly Entry[];
}

/**
 * Never the resource's identifier itself: servers replace a fullUrl by the id they gave wherever they find it, in
 * identifiers too.
 */
export const fullUrlOf = (type: string, name: string): string =>
  `urn:uuid:${derivedUuid('entry', type, name)}`;

/** Created unless a resource with this identifier is there: sent again it changes nothing. */
export function createOnce(resource: FhirResource, name: string, system: string = SYSTEM.uri): Entry {
  const { resourceType } = resource;
  return {
    fullUrl: fullUrlOf(resourceType, name),
    resource,
    request: { method: 'POST', url: resourceType, ifNoneExist: `identifier=${system}|${name}` },
  };
}

/** Created, or brought to this content. */
export function putByIdentifier(resource: FhirResource, name: string): Entry {
  const { resourceType } = resource;
  return {
    fullUrl: fullUrlOf(resourceType, name),
    resource,
    request: { method: 'PUT', url: `${resourceType}?identifier=${SYSTEM.uri}|${name}` },
  };
}

/** For resources that R4 gives no identifier: their id is chosen here. `urn`: urn:uuid:… */
export function putById(resource: FhirResource, urn: string): Entry {
  const { resourceType } = resource;
  const id = uuidOf(urn);
  return {
    fullUrl: fullUrlOf(resourceType, urn),
    resource: { ...resource, id },
    request: { method: 'PUT', url: `${resourceType}/${id}` },
  };
}
