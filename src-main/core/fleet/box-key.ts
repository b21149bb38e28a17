/** The cabinet's own key, made at the first start, in a file that its owner alone can read. */
import { open, readFile, stat } from 'node:fs/promises';
import {
  makePrivateKey,
  type PrivateKey,
  privateKeySchema,
  publicHalf,
  thumbprint,
} from '../../api/trust/keys.ts';

/** In the data folder. */
export const BOX_KEY_FILE = 'box-key.json';

export interface BoxKey {
  readonly key: PrivateKey;
  /** What the operator registers, so that the issuer knows this cabinet. */
  readonly thumbprint: string;
}

/** @throws Error with the file's name when it can be neither read nor made, or is open to others. */
export async function openBoxKey(file: string): Promise<BoxKey> {
  const key = (await made(file)) ?? (await read(file));
  return { key, thumbprint: await thumbprint(publicHalf(key)) };
}

async function made(file: string): Promise<PrivateKey | null> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const key = await makePrivateKey();
    await handle.writeFile(JSON.stringify(key));
    await handle.sync();
    return key;
  } finally {
    await handle.close();
  }
}

async function read(file: string): Promise<PrivateKey> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw new Error(`${file}: others may read the cabinet's key; chmod 600 it`);
  const parsed = privateKeySchema.safeParse(parseJson(await readFile(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: not a key`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
