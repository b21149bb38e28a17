/**
 * `codec <device> decode|encode [--file F]`: bytes of an instrument to words and back, a line an input.
 * `codec --vectors FOLDER`: every `<device>.vectors.json` there, both ways, counted.
 */
import { createInterface } from 'node:readline';
import { type CodecIo, runCodec } from './codec/run.ts';
import { checkVectorFolder } from './codec/vectors.ts';

// The reader may leave early (`| head`): not an error.
process.stdout.on('error', () => process.exit(0));

const args = process.argv.slice(2);
const io: Omit<CodecIo, 'input'> = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`codec: ${line}\n`),
};
const [flag, folder, ...rest] = args;
const vectors = flag === '--vectors' && folder !== undefined && rest.length === 0;
process.exitCode = vectors
  ? await checkVectorFolder(folder, io)
  : await runCodec(flag === '--vectors' ? [] : args, {
      ...io,
      input: createInterface({ input: process.stdin }),
    });
