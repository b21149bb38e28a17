/** SunTech Advantage: bytes the workbench may want to see and a cabinet never sends. Only the codec imports this. */
import { packHost } from './wire.ts';

const SERVICE = {
  /** No newborn is measured in a cabinet. */
  startNeonatal: [0x28],
  /** Pneumatics: pump 0, both valves 1. */
  closeValvesPumpOff: [0x0c, 0x00, 0x01, 0x01],
} as const;

export type ServiceCommand = keyof typeof SERVICE;
export const SERVICE_COMMANDS = Object.keys(SERVICE) as ServiceCommand[];

export function encodeService(command: ServiceCommand): Uint8Array {
  return packHost(SERVICE[command]);
}
