/** The issuer's keys in a file that its owner alone can read, made at the first start. */
import { open, readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { makePrivateKey, type PrivateKey, privateKeySchema } from '../src-main/api/trust/keys.ts';

/** The first key signs. The others are still believed, or will be next. */
export const issuerFileSchema = z.strictObject({
  keys: z.tuple([privateKeySchema], privateKeySchema).refine((keys) => keys.length <= 4, 'at most 4 keys'),
});
export type IssuerKeys = readonly [PrivateKey, ...PrivateKey[]];

/** The keys, or a sentence that says why there are none. */
export async function openIssuerFile(path: string): Promise<{ keys: IssuerKeys } | { fault: string }> {
  try {
    const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (file !== null) {
      try {
        const keys: IssuerKeys = [await makePrivateKey()];
        await file.writeFile(`${JSON.stringify({ keys })}\n`);
        await file.sync();
        return { keys };
      } finally {
        await file.close();
      }
    }
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0)
      return { fault: `${path}: others than its owner may read the issuer's key; chmod 600 it` };
    const parsed = issuerFileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success
      ? { keys: parsed.data.keys }
      : { fault: `${path}: ${z.prettifyError(parsed.error)}` };
  } catch (error) {
    return { fault: `${path}: ${error instanceof Error ? error.message : String(error)}` };
  }
}
