/** `codec <device> decode|encode [--file F]`: bytes of an instrument to words and back, a line an input. */
import { createInterface } from 'node:readline';
import { runCodec } from './codec/run.ts';

// The reader may leave early (`| head`): not an error.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await runCodec(process.argv.slice(2), {
  input: createInterface({ input: process.stdin }),
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`codec: ${line}\n`),
});
