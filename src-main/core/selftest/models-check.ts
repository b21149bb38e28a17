import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, failed, notFitted, passed } from './check.ts';

/** The weights of what recognises distress. `folder` null: this cabinet has no such thing. */
export function createModelsCheck(folder: string | null): Check {
  return {
    id: 'models',
    group: 'system',
    capabilities: [],
    uses: [],
    limitMs: 5000,
    async run() {
      if (folder === null) return notFitted('no-models');
      const names = await readdir(folder).catch(() => null);
      if (names === null) return failed('models-missing', folder);
      const files = names.filter((name) => /\.(task|tflite|onnx)$/.test(name));
      const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
      const empty = files.find((_name, index) => sizes[index] === 0);
      if (files.length === 0) return failed('models-missing', folder);
      return empty === undefined
        ? passed({ files: files.length })
        : failed('models-missing', `${empty} is empty`, { files: files.length });
    },
  };
}
