/**
 * A key in the non-volatile memory of a TPM 2.0, through the programs of tpm2-tools. Not as a sealed blob: any copy of
 * a blob can be loaded again, an index that was undefined cannot. Key and secret travel by pipe and file, never as
 * arguments, which every process may read.
 */
import { execFile, execFileSync } from 'node:child_process';

export interface TpmOptions {
  /** How tpm2-tools reach the TPM, such as `device:/dev/tpmrm0`. */
  readonly tcti: string;
  /** Longest wait for one program, ms. */
  readonly timeoutMs?: number;
}

export type TpmCode =
  | 'absent'
  /** The index is another's: our secret does not open it. */
  | 'not-ours'
  /** The index exists already. */
  | 'taken'
  /** Defined and never written: a power cut came between. */
  | 'empty'
  /** No program, no TPM, no answer in time, or an answer that is none of the above. */
  | 'no-answer';

export class TpmError extends Error {
  readonly code: TpmCode;
  constructor(code: TpmCode, detail: string) {
    super(`TPM: ${detail} (${code})`);
    this.name = 'TpmError';
    this.code = code;
  }
}

export interface Tpm {
  /** `secretFile` holds the authorisation value of the index. @throws TpmError */
  read(index: number, secretFile: string, bytes: number): Buffer;
  define(index: number, secretFile: string, value: Buffer): Promise<void>;
  undefine(index: number, secretFile: string): Promise<void>;
}

export const NV_FIRST = 0x0180_0000;
/** The range that the TCG leaves to the owner. */
export const NV_LAST = 0x01bf_ffff;
const TIMEOUT_MS = 3000;
/** Readable and writable by whoever has the secret; a wrong one does not count towards the TPM's lockout. */
const ATTRIBUTES = 'authread|authwrite|no_da';

/** Response codes of TPM 2.0 part 2, 6.6; of format-one codes the handle and session numbers are masked out. */
const FORMAT_ONE = 0x080;
const CODES: ReadonlyMap<number, TpmCode> = new Map([
  [0x08b, 'absent'],
  [0x08e, 'not-ours'],
  [0x0a2, 'not-ours'],
  [0x14c, 'taken'],
  [0x14a, 'empty'],
]);

export function codeOfMessage(stderr: string): TpmCode {
  for (const [, hex = ''] of stderr.matchAll(/\(0x([0-9a-f]+)\)/gi)) {
    const raw = Number.parseInt(hex, 16);
    const known = CODES.get(raw & FORMAT_ONE ? raw & 0x0bf : raw);
    if (known !== undefined) return known;
  }
  return 'no-answer';
}

function asTpmError(program: string, error: unknown, stderr: string): TpmError {
  const code = codeOfMessage(stderr);
  const why = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  return new TpmError(code, `${program}: ${why}`);
}

export function createTpm({ tcti, timeoutMs = TIMEOUT_MS }: TpmOptions): Tpm {
  const hex = (index: number): string => `0x${index.toString(16).padStart(8, '0')}`;
  const limits = { timeout: timeoutMs, killSignal: 'SIGKILL' } as const;

  const run = (program: string, args: readonly string[], input: Buffer | null): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = execFile(program, ['-T', tcti, ...args], limits, (error, _stdout, stderr) => {
        if (error === null) resolve();
        else reject(asTpmError(program, error, stderr));
      });
      // A program that ends without reading closes the pipe: its exit says why.
      child.stdin?.on('error', () => {});
      child.stdin?.end(input ?? undefined);
    });

  const read: Tpm['read'] = (index, secretFile, bytes) => {
    const program = 'tpm2_nvread';
    const args = ['-T', tcti, '-C', hex(index), '-P', `file:${secretFile}`, '-s', String(bytes), hex(index)];
    try {
      const value = execFileSync(program, args, { ...limits, stdio: ['ignore', 'pipe', 'pipe'] });
      if (value.length !== bytes) throw new TpmError('no-answer', `${value.length} bytes, wanted ${bytes}`);
      return value;
    } catch (error) {
      if (error instanceof TpmError) throw error;
      const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      throw asTpmError(program, error, stderr);
    }
  };

  return {
    read,
    async define(index, secretFile, value) {
      const own = `file:${secretFile}`;
      const size = String(value.length);
      await run('tpm2_nvdefine', ['-C', 'o', '-s', size, '-a', ATTRIBUTES, '-p', own, hex(index)], null);
      await run('tpm2_nvwrite', ['-C', hex(index), '-P', own, '-i', '-', hex(index)], value);
      if (!read(index, secretFile, value.length).equals(value))
        throw new TpmError('no-answer', 'what was written does not come back');
    },
    async undefine(index, secretFile) {
      try {
        read(index, secretFile, 1);
      } catch (error) {
        if (!(error instanceof TpmError)) throw error;
        if (error.code === 'absent') return;
        if (error.code !== 'empty') throw error;
      }
      await run('tpm2_nvundefine', ['-C', 'o', hex(index)], null);
    },
  };
}
