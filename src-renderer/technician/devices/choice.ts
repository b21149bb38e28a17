/** Which camera and which sound input the technician wants for what. The cabinet knows a device again by its name. */
import { MEDIA_USES, type MediaLabels, type MediaUse } from '../../../src-main/api/media-protocol.ts';
import { chooseInputs, type InputDevice, KIND, MAX_LABEL } from '../../patient/media/choose-inputs.ts';

/** A device serves one use, a use has one device. By `deviceId`. */
export type Choice = ReadonlyMap<string, MediaUse>;

export const usesOf = (kind: MediaDeviceKind): readonly MediaUse[] =>
  USES.filter((use) => KIND[use] === kind);
/** In the order of the screen. */
const USES: readonly MediaUse[] = ['face', 'otoscope', 'detail-camera', 'voice', 'stethoscope'];

/** As the cabinet takes them now. */
export function present(devices: readonly InputDevice[], labels: MediaLabels): Choice {
  const inputs = chooseInputs(devices, labels);
  return new Map(
    MEDIA_USES.flatMap((use) => {
      const device = inputs[use];
      return device === null ? [] : [[device.deviceId, use] as const];
    }),
  );
}

/** `use` null: it serves nothing. Who had the use before serves nothing any more. */
export function assign(choice: Choice, deviceId: string, use: MediaUse | null): Choice {
  const others = [...choice].filter(([id, served]) => id !== deviceId && served !== use);
  return new Map(use === null ? others : [...others, [deviceId, use]]);
}

/** What is named for a use and not plugged now. */
export const missing = (devices: readonly InputDevice[], labels: MediaLabels, choice: Choice): MediaUse[] => {
  const there = chooseInputs(devices, labels);
  const served = [...choice.values()];
  return USES.filter((use) => labels[use] != null && there[use] === null && !served.includes(use));
};

/** Another one of its kind has its very name: nobody can tell them apart. */
export const hasTwin = (devices: readonly InputDevice[], { deviceId, kind, label }: InputDevice): boolean =>
  devices.some((other) => other.deviceId !== deviceId && other.kind === kind && other.label === label);

/** For the core. What is not plugged keeps its name; what a name alone would take against the choice is closed. */
export function labelsOf(devices: readonly InputDevice[], before: MediaLabels, choice: Choice): MediaLabels {
  const kept = missing(devices, before, choice).map((use) => [use, before[use]] as const);
  const chosen = [...choice].flatMap(([id, use]) => {
    const label = devices
      .find(({ deviceId }) => deviceId === id)
      ?.label.slice(0, MAX_LABEL)
      .trim();
    return label === undefined || label === '' ? [] : [[use, label] as const];
  });
  const labels: MediaLabels = Object.fromEntries([...kept, ...chosen]);
  const taken = chooseInputs(devices, labels);
  const closed = MEDIA_USES.filter(
    (use) => use !== 'face' && use !== 'voice' && labels[use] === undefined && taken[use] !== null,
  );
  return { ...labels, ...Object.fromEntries(closed.map((use) => [use, null])) };
}
