/** The camera and the microphone of the cabinet, where it has several. */
import type { MediaLabels, MediaUse } from '../../../src-main/api/media-protocol.ts';
import { chooseInputs } from '../../patient/media/choose-inputs.ts';

/** What to ask `getUserMedia` for; true: whatever the system gives, since no name is told yet or none fits. */
export async function chosen(
  devices: Pick<MediaDevices, 'enumerateDevices'> | undefined,
  labels: MediaLabels,
  use: MediaUse,
): Promise<MediaTrackConstraints | true> {
  const list = (await devices?.enumerateDevices().catch(() => [])) ?? [];
  const device = chooseInputs(list, labels)[use];
  return device === null || device.deviceId === '' ? true : { deviceId: { exact: device.deviceId } };
}
