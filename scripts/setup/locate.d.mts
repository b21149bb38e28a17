export const root: string;
export const TEST_ELECTRON: string;
export const KIOSK_USER: string;
export interface ElectronRuntime {
  readonly file: string;
  readonly folder: string;
  readonly version: string;
  readonly testOnly: boolean;
}
export interface KioskUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}
export function cacheFolder(): string;
export function isRoot(): boolean;
export function isExecutable(file: string): boolean;
export function which(name: string): string | null;
export function findChromium(): string | null;
export function testElectronFolder(): string;
export function findElectron(): ElectronRuntime | null;
export function findKiosk(): KioskUser | null;
export function hasDisplay(): boolean;
