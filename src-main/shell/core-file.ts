/** Where the core listens and the secret that lets the shell ask it for tokens: `core.json`, 0600, written by the core. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export const coreFileSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  mintSecret: z.string().min(16).max(256),
  pid: z.number().int().min(1),
});
export type CoreFile = z.infer<typeof coreFileSchema>;

export function parseCoreFile(text: string): CoreFile | null {
  try {
    return coreFileSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Read again on every use: a restarted core has another secret. null: no core has written a whole one. */
export async function readCoreFile(dataFolder: string): Promise<CoreFile | null> {
  try {
    return parseCoreFile(await readFile(path.join(dataFolder, 'core.json'), 'utf8'));
  } catch {
    return null;
  }
}
