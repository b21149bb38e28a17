/** Every fuse of the packaged runtime is set; one that a later Electron adds stops the packaging. */
import path from 'node:path';
import { type FuseV1Config, FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { TEST_ELECTRON } from '../setup/locate.mjs';

export const FUSES = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** Checked by Electron on macOS and Windows only. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config;

export interface Packed {
  readonly appOutDir: string;
  readonly packager: {
    readonly executableName: string;
    readonly config: { readonly electronVersion?: string | null };
  };
}

/** The test-only runtime (Electron 25) knows the first seven only. */
const {
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: _grant,
  [FuseV1Options.WasmTrapHandlers]: _trap,
  ...WITHOUT_NEWER
} = FUSES;

export default async function afterPack({ appOutDir, packager }: Packed): Promise<void> {
  const file = path.join(appOutDir, packager.executableName);
  const isTrial = packager.config.electronVersion === TEST_ELECTRON;
  await flipFuses(file, isTrial ? { ...WITHOUT_NEWER, strictlyRequireAllFuses: false } : FUSES);
}
