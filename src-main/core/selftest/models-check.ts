import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MODEL_FILES, type ModelFile } from '../../../state-machines/distress/models.ts';
import { type Check, failed, notFitted, passed } from './check.ts';

type State = 'whole' | 'missing' | 'damaged';

async function stateOf(folder: string, { name, sha256 }: ModelFile): Promise<State> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(join(folder, name)), hash);
  } catch {
    return 'missing';
  }
  return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
}

/** What recognises distress, against the hashes it was tested with. `folder` null: this cabinet has no such thing. */
export function createModelsCheck(folder: string | null): Check {
  return {
    id: 'models',
    group: 'system',
    capabilities: [],
    uses: [],
    limitMs: 10_000,
    async run() {
      if (folder === null) return notFitted('no-models');
      const files = Object.values(MODEL_FILES);
      const states = await Promise.all(files.map((file) => stateOf(folder, file)));
      const of = (wanted: State) => files.filter((_file, n) => states[n] === wanted).map(({ name }) => name);
      const [missing, damaged] = [of('missing'), of('damaged')];
      const counted = { files: of('whole').length };
      if (missing.length > 0) return failed('models-missing', missing.join(', '), counted);
      if (damaged.length > 0) return failed('models-damaged', damaged.join(', '), counted);
      return passed(counted);
    },
  };
}
