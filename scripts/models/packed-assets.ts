/** Old MediaPipe packages keep nets in one blob; the loader script beside it says where each begins and ends. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const listSchema = z.object({
  files: z.array(z.object({ filename: z.string(), start: z.number().int(), end: z.number().int() })),
});

/** @throws when the blob has no such file. */
export function packedAsset(blob: string, loader: string, name: string): Uint8Array {
  const list = /loadPackage\((\{.*\})\);/.exec(readFileSync(loader, 'utf8'))?.[1];
  if (list === undefined) throw new Error(`${loader} lists no files`);
  const found = listSchema
    .parse(JSON.parse(list))
    .files.find(({ filename }) => filename.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`${loader} does not list ${name}`);
  return readFileSync(blob).subarray(found.start, found.end);
}
