/** Which of the page's cameras and audio inputs serves what. A device named for one use serves no other. */
import type { MediaLabels, MediaUse } from '../../../src-main/api/media-protocol.ts';
import { MEDIA_NEEDS, type MediaInput } from '../../../state-machines/media.ts';

export type InputDevice = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>;
export type Inputs = Readonly<Record<MediaUse, InputDevice | null>>;

export const KIND: Readonly<Record<MediaUse, MediaDeviceKind>> = {
  otoscope: 'videoinput',
  'detail-camera': 'videoinput',
  stethoscope: 'audioinput',
  face: 'videoinput',
  voice: 'audioinput',
};

/**
 * Parts of names as makers give them, and Chromium its virtual devices; where the cabinet sets none of its own. Its
 * second virtual camera is a depth camera (Y16), whose pictures no call can carry.
 */
const USUAL: Readonly<Record<MediaUse, readonly string[]>> = {
  otoscope: ['otoscop', 'endoscop', 'borescop', 'ear camera', 'fake_device_2'],
  'detail-camera': ['dermat', 'microscop', 'document', 'fake_device_3'],
  stethoscope: ['stetho', 'thinklabs', 'littmann', 'ekuore', 'fake audio input 2'],
  face: [],
  voice: [],
};

export const MAX_LABEL = 120;
/** Chromium lists the chosen device of the system a second time under these. */
const ALIASES: readonly string[] = ['default', 'communications'];

export const withoutAliases = (devices: readonly InputDevice[]): readonly InputDevice[] =>
  devices.filter(({ deviceId }) => !ALIASES.includes(deviceId));

export function chooseInputs(devices: readonly InputDevice[], labels: MediaLabels): Inputs {
  const real = withoutAliases(devices);
  const taken = new Set<InputDevice>();
  const named = (use: MediaUse): InputDevice | null => {
    const set = labels[use];
    const parts = (set === undefined ? USUAL[use] : set === null ? [] : [set]).map((part) =>
      part.toLowerCase(),
    );
    const free = real.filter((device) => device.kind === KIND[use] && !taken.has(device));
    const name = ({ label }: InputDevice) => label.toLowerCase();
    // A whole name first: it may be part of another one.
    const found =
      free.find((device) => parts.includes(name(device))) ??
      free.find((device) => parts.some((part) => name(device).includes(part)));
    if (found) taken.add(found);
    return found ?? null;
  };
  const left = (use: MediaUse): InputDevice | null =>
    real.find((device) => device.kind === KIND[use] && !taken.has(device)) ?? null;
  const otoscope = named('otoscope');
  const detail = named('detail-camera');
  const stethoscope = named('stethoscope');
  const face = named('face');
  const voice = named('voice');
  return {
    otoscope,
    'detail-camera': detail,
    stethoscope,
    face: face ?? (labels.face === undefined ? left('face') : null),
    voice: voice ?? (labels.voice === undefined ? left('voice') : null),
  };
}

/** For the core. */
export const toReport = (inputs: Inputs): MediaInput[] =>
  MEDIA_NEEDS.map((need) => {
    const device = inputs[need];
    return { need, present: device !== null, label: device?.label.slice(0, MAX_LABEL) ?? null };
  });

/**
 * Another device for the call, when the one it has was named for an exam, or not the one that was set; null: it may
 * stay. `current`: the name of the one it has.
 */
export function betterFor(
  use: 'face' | 'voice',
  inputs: Inputs,
  current: string,
  labels: MediaLabels,
): InputDevice | null {
  const wanted = inputs[use];
  if (wanted === null || wanted.label === current) return null;
  const forExam = MEDIA_NEEDS.some((need) => {
    const device = inputs[need];
    // The alias of a device has its name with a word before it.
    return device?.kind === wanted.kind && device.label !== '' && current.endsWith(device.label);
  });
  return forExam || labels[use] !== undefined ? wanted : null;
}
