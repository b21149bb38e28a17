/** NIBP2020: bytes the workbench may want to see and a cabinet never sends. Only the codec imports this. */
import { type Delimiters, packCommand } from './wire.ts';

const SERVICE = {
  /** Inflates. */
  leakTest: '17',
  /** No newborn is measured in a cabinet. */
  neonatalMode: '25',
} as const;

export type ServiceCommand = keyof typeof SERVICE;
export const SERVICE_COMMANDS = Object.keys(SERVICE) as ServiceCommand[];

export function encodeService(command: ServiceCommand, delimiters: Delimiters): Uint8Array {
  return packCommand(SERVICE[command], delimiters);
}
