export interface UsbLabParts {
  readonly qemu: string;
  readonly busybox: string;
  readonly cpio: string;
  readonly kernel: string;
  /** In the order in which they must be loaded. */
  readonly modules: readonly string[];
}
/** Looks only. `lacks`: what is not here. */
export function findUsbLab(): UsbLabParts | { readonly lacks: string };
/** Installs what it can, and says so. */
export function ensureUsbLab(): Promise<boolean>;
