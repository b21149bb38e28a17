/** Takes folders of public vectors, one `<device>.vectors.json` a device, through the command, both ways. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { deviceCodecs } from './devices.ts';
import { type CodecIo, runCodec } from './run.ts';

const FILE = '.vectors.json';
/** Numbers of the vectors are compared so closely. */
const NEAR = 0.000_001;

/** rx: `hex` decodes to at least what `expect` says. tx: `expect` encodes to `hex`. */
const vectorsSchema = z
  .array(
    z.object({
      dir: z.enum(['rx', 'tx']),
      hex: z.string(),
      expect: z.record(z.string(), z.unknown()),
    }),
  )
  .nonempty();
type Vector = z.infer<typeof vectorsSchema>[number];

export interface VectorFailure extends Vector {
  /** What the command printed. */
  readonly got: string;
}

export interface VectorVerdict {
  readonly vectors: number;
  readonly failures: readonly VectorFailure[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether `got` says all of `wanted`; it may say more, except in the length of a list. */
export function saysAll(got: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'number') return typeof got === 'number' && Math.abs(got - wanted) <= NEAR;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(got) && got.length === wanted.length && wanted.every((one, i) => saysAll(got[i], one))
    );
  }
  if (!isObject(wanted)) return got === wanted;
  return isObject(got) && Object.entries(wanted).every(([key, value]) => saysAll(got[key], value));
}

async function printed(device: string, action: 'decode' | 'encode', line: string): Promise<string> {
  const lines: string[] = [];
  const keep = (text: string) => lines.push(text);
  const input = (async function* () {
    yield line;
  })();
  await runCodec([device, action], { input, out: keep, err: keep });
  return lines.join('\n');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is not in the bytes is named by the vector: the dialect of a product. */
function nameOf(device: string, { expect: { profile } }: Vector): string {
  const dialect = `${device}/${String(profile)}`;
  return deviceCodecs.has(dialect) ? dialect : device;
}

async function checkOne(device: string, vector: Vector): Promise<VectorFailure | null> {
  const name = nameOf(device, vector);
  const { dir, hex, expect } = vector;
  const got =
    dir === 'rx' ? await printed(name, 'decode', hex) : await printed(name, 'encode', JSON.stringify(expect));
  const right = dir === 'rx' ? saysAll(parsed(got), expect) : got === hex.toLowerCase();
  return right ? null : { ...vector, got };
}

/** `text`: a file of vectors. null: it is none. */
export async function checkVectors(device: string, text: string): Promise<VectorVerdict | null> {
  const { data: vectors } = vectorsSchema.safeParse(parsed(text));
  if (vectors === undefined) return null;
  const failures: VectorFailure[] = [];
  for (const vector of vectors) {
    const failure = await checkOne(device, vector);
    if (failure !== null) failures.push(failure);
  }
  return { vectors: vectors.length, failures };
}

/** Prints a line a device and a line in all. Returns the exit status: 0 all passed, 1 some did not, 2 bad input. */
export async function checkVectorFolder(
  folder: string,
  { out, err }: Omit<CodecIo, 'input'>,
): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(FILE)).sort();
  if (files.length === 0) {
    err(`${folder}: no ${FILE} file there`);
    return 2;
  }
  let [all, passed, bad] = [0, 0, false];
  for (const file of files) {
    const device = file.slice(0, -FILE.length);
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    const verdict = deviceCodecs.has(device) ? await checkVectors(device, text) : null;
    if (verdict === null) {
      err(`${file}: ${deviceCodecs.has(device) ? 'not a list of vectors' : 'no such device'}`);
      bad = true;
      continue;
    }
    const { vectors, failures } = verdict;
    all += vectors;
    passed += vectors - failures.length;
    out(`${device}: ${vectors - failures.length} of ${vectors} passed`);
    for (const { dir, hex, expect, got } of failures) {
      out(`  failed ${dir} ${hex}: wanted ${JSON.stringify(expect)}, got ${got}`);
    }
  }
  out(`all: ${passed} of ${all} passed`);
  if (bad) return 2;
  return passed === all ? 0 : 1;
}
