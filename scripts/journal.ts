/** `npm run journal -- status|list|show|verify|backup|restore|forget|authority`: the journal at a terminal. */
import path from 'node:path';
import { createSecretAsker } from './journal/ask.ts';
import { runJournal } from './journal/run.ts';

const root = path.resolve(import.meta.dirname, '..');
const secrets = createSecretAsker(process.stdin, (text) => process.stderr.write(text));

// The reader may leave early (`| head`): not an error.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await runJournal(process.argv.slice(2), {
  data: path.resolve(process.env['BOX_DATA'] || path.join(root, 'var')),
  tcti: process.env['BOX_TPM'] || null,
  now: Date.now,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`journal: ${line}\n`),
  secret: secrets.ask,
  bar: process.stderr.isTTY ? (text) => process.stderr.write(`\r${text}`) : null,
});
secrets.close();
