/**
 * Serial adapters and chips whose USB ids say nothing of what hangs behind them. A module behind one is found by
 * asking and listening; ids of the chip makers, from the Linux kernel's own driver tables.
 */
import type { Fingerprint } from './contract.ts';

export const generalAdapters: readonly Fingerprint[] = [
  /** Silicon Labs CP210x. */
  { vendorId: '10c4', productId: 'ea60' },
  /** Prolific PL2303. */
  { vendorId: '067b', productId: '2303' },
  /** FTDI FT232R and FT-X. */
  { vendorId: '0403', productId: '6001' },
  { vendorId: '0403', productId: '6015' },
  /** WCH CH340. */
  { vendorId: '1a86', productId: '7523' },
];
