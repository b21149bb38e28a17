/** Instruments as Device and DeviceMetric; the cabinet itself by name only. */
import type { Device, DeviceMetric, Reference } from 'fhir/r4.js';
import type { Capability } from '../../../drivers/contract.ts';
import type { Reading } from '../../../state-machines/contract.ts';
import { BP_PANEL, codeOf, mdc, QUANTIFIED, type Quantified, SPECIALISATION, SYSTEM } from './codes.ts';
import { createOnce, type Entry, type Unit } from './entries.ts';
import type { ReadingGroup } from './groups.ts';
import { derivedUuid, localEui64, uriIdentifier } from './identifiers.ts';

/** STANDARDS 1.3: the type of a device's identifier has two canonicals. */
export const DEVICE_TYPES = {
  phd1: 'http://hl7.org/fhir/uv/phd/CodeSystem/ContinuaDeviceIdentifiers',
  phd2: 'http://terminology.hl7.org/CodeSystem/ContinuaDeviceIdentifiers',
} as const;
export type DeviceTypes = keyof typeof DEVICE_TYPES;

export interface Instruments {
  /** The cabinet's name. */
  readonly box: string;
  readonly deviceTypes: DeviceTypes;
  /** What a model can serve; empty: not known. */
  readonly capabilitiesOf: (model: string) => readonly Capability[];
}

export const deviceId = (box: string, { model, serial }: Reading['instrument']): string =>
  localEui64(box, model, serial ?? '');

/** `65573`: an agent of a simple personal health device. */
export function deviceOf(instrument: Reading['instrument'], instruments: Instruments): Device {
  const { model, label, serial } = instrument;
  const specialisations = instruments.capabilitiesOf(model).flatMap((one) => SPECIALISATION[one] ?? []);
  return {
    resourceType: 'Device',
    identifier: [
      {
        type: { coding: [{ system: DEVICE_TYPES[instruments.deviceTypes], code: 'SYSID' }] },
        system: SYSTEM.systemId,
        value: deviceId(instruments.box, instrument),
      },
    ],
    modelNumber: model,
    deviceName: [{ name: label, type: 'user-friendly-name' }],
    ...(serial === null ? {} : { serialNumber: serial }),
    type: { coding: [mdc('65573')] },
    ...(specialisations.length === 0
      ? {}
      : { specialization: specialisations.map((code) => ({ systemType: { coding: [mdc(code)] } })) }),
  };
}

export const deviceEntry = (instrument: Reading['instrument'], instruments: Instruments): Entry =>
  createOnce(deviceOf(instrument, instruments), deviceId(instruments.box, instrument), SYSTEM.systemId);

const metricOf = ({ what, readings: [first] }: ReadingGroup): Quantified | null => {
  if (what === 'pressure') return { ...BP_PANEL, unit: 'mm[Hg]' };
  return first === undefined ? null : QUANTIFIED[first.quantity];
};

/** What the instrument measured with: once an instrument and quantity, with the device it belongs to. */
export function metricUnit(group: ReadingGroup, instruments: Instruments): Unit | null {
  const metric = metricOf(group);
  const [first] = group.readings;
  if (metric === null || first === undefined) return null;
  const device = deviceEntry(first.instrument, instruments);
  const id = deviceId(instruments.box, first.instrument);
  const name = `urn:uuid:${derivedUuid('metric', id, metric.mdc)}`;
  const resource: DeviceMetric = {
    resourceType: 'DeviceMetric',
    identifier: [uriIdentifier(name)],
    type: codeOf(metric),
    unit: { coding: [{ system: SYSTEM.ucum, code: metric.unit }] },
    source: { reference: device.fullUrl },
    operationalStatus: 'on',
    category: 'measurement',
  };
  return { entries: [device, createOnce(resource, name)] };
}

/** The cabinet is the one who speaks; it is no resource of its own. */
export const cabinetReference = (box: string): Reference => ({
  type: 'Device',
  identifier: { system: `${SYSTEM.own}:cabinet`, value: box },
  display: `Box Médicale ${box}`,
});
