import { generalAdapters } from '../adapters.ts';
import type { SerialModel } from '../contract.ts';
import { createBerryDriver, QUIET_MS } from './driver.ts';

/** By its own USB port the module shows the ids that ST gives to every virtual COM port of an STM32. */
export const berryPm6750: SerialModel = {
  id: 'berry-pm6750',
  label: 'Berry PM6750',
  capabilities: ['oximetry', 'temperature', 'blood-pressure', 'ecg'],
  fingerprints: [
    { vendorId: '0483', productId: '5740' },
    ...generalAdapters.map((adapter) => ({ ...adapter, rarely: true as const })),
  ],
  transport: 'serial',
  serial: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 1000,
  remoteStart: true,
  create: ({ link, clock, gate, emit }) => createBerryDriver(link, clock, gate, emit),
};
