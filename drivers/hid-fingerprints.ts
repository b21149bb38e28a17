/** How each HID instrument appears on USB. Ids are four lower-case hex digits. */
export interface HidFingerprint {
  /** Name of its protocol. */
  readonly device: string;
  readonly vendorId: string;
  readonly productId: string;
  /** USB product text that must be there as well, where others use the same ids. */
  readonly product?: string;
}

/** Ids that still need a question: 28e9 is a chip maker's, 0590:0028 is a pedometer's too. */
export const hidFingerprints: readonly HidFingerprint[] = [
  { device: 'contec-hid-28e9', vendorId: '28e9', productId: '028a', product: 'Pulse Oximeter' },
  { device: 'beurer-bm-hid', vendorId: '0c45', productId: '7406' },
  { device: 'omron-hem790it-hid', vendorId: '0590', productId: '0028' },
  { device: 'hid-scale', vendorId: '0922', productId: '8003' },
  { device: 'hid-scale', vendorId: '0922', productId: '8004' },
  { device: 'hid-scale', vendorId: '1446', productId: '6a73' },
  { device: 'hid-scale', vendorId: '7b7c', productId: '0100' },
];
