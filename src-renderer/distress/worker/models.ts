/** Fetches the models from beside the pages; a file that is not, byte for byte, the tested one is not used. */
import { MODEL_FILES, type ModelFile } from '../../../state-machines/distress/models.ts';
import { sha256Of } from '../../call/bytes.ts';

export interface Models {
  readonly pose: Uint8Array<ArrayBuffer>;
  readonly hands: Uint8Array<ArrayBuffer>;
  readonly wasmPath: string;
  readonly wasmLoaderPath: string;
  /** SHA-256 over the hashes of all of them, hex. */
  readonly hash: string;
}

async function fetchChecked(
  folder: string,
  { name, sha256 }: ModelFile,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(new URL(name, folder));
  if (!answer.ok) return null;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return (await sha256Of(bytes)) === sha256 ? bytes : null;
}

/** Null: one of them is missing or damaged. */
export async function loadModels(folder: string): Promise<Models | null> {
  const { pose, hands, wasm, wasmLoader } = MODEL_FILES;
  const files = [pose, hands, wasm, wasmLoader];
  const [poseBytes, handsBytes, ...program] = await Promise.all(
    files.map((file) => fetchChecked(folder, file).catch(() => null)),
  );
  if (!poseBytes || !handsBytes || program.includes(null)) return null;
  return {
    pose: poseBytes,
    hands: handsBytes,
    wasmPath: new URL(wasm.name, folder).href,
    wasmLoaderPath: new URL(wasmLoader.name, folder).href,
    hash: await sha256Of(new TextEncoder().encode(files.map(({ sha256 }) => sha256).join(''))),
  };
}
