/** Looks again what can take pictures and sounds whenever something is plugged, pulled or allowed. */
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import { chooseInputs, type Inputs } from './choose-inputs.ts';

export type DeviceList = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

export interface InputWatch {
  now(): Inputs;
  /** Looks again; `onChange` follows. */
  look(): Promise<void>;
  close(): void;
}

/** `devices` undefined: the page is not in a secure context and has none. */
export function watchInputs(parts: {
  readonly devices: DeviceList | undefined;
  readonly labels: () => MediaLabels;
  readonly onChange: (inputs: Inputs) => void;
}): InputWatch {
  const { devices } = parts;
  let inputs = chooseInputs([], {});
  let looks = 0;

  const look = async () => {
    looks += 1;
    const mine = looks;
    const list = (await devices?.enumerateDevices().catch(() => [])) ?? [];
    if (mine !== looks) return;
    inputs = chooseInputs(list, parts.labels());
    parts.onChange(inputs);
  };
  const onDeviceChange = () => void look();
  devices?.addEventListener('devicechange', onDeviceChange);
  return {
    now: () => inputs,
    look,
    close() {
      looks += 1;
      devices?.removeEventListener('devicechange', onDeviceChange);
    },
  };
}
