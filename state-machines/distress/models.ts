/** The files the distress watch runs on. `npm run build` makes them; whoever uses them checks them. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The folder beside the pages that holds them. */
export const MODELS_FOLDER = 'models';

export const MODEL_FILES = {
  pose: {
    name: 'pose_lite.task',
    bytes: 5_786_482,
    sha256: 'd7a4f8e1341849429cac69fd13406ff19d2a1ccaffcd20f73e97c0e161a18c3f',
  },
  hands: {
    name: 'hands_lite.task',
    bytes: 4_059_874,
    sha256: 'de71341ef07d5d54c4111e532d404b9af929f5a9ae64964fa50b5a1f57ff502d',
  },
  wasm: {
    name: 'vision.wasm',
    bytes: 11_153_641,
    sha256: '617b8e0248dbd27e9d7ece4218004eae4cefb499196d1bb4fa0e3fef21708756',
  },
  wasmLoader: {
    name: 'vision-wasm.js',
    bytes: 322_082,
    sha256: '1f1d6215324a1fe62f6742d49a3db911170987ca18ad8c1b75f1a1c82acf2b44',
  },
} as const satisfies Readonly<Record<string, ModelFile>>;
