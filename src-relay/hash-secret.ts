/** Reads a secret on standard input, with --pin an attendant's code, and prints its hash for the configuration. */
import { hashSecret } from '../src-main/api/secrets.ts';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const secret = text.trim();
const pin = process.argv.includes('--pin');
if (pin ? !/^\d{6,12}$/.test(secret) : secret.length < 12) {
  const what = pin ? 'a code has 6 to 12 digits' : 'a secret has at least 12 characters';
  process.stderr.write(`${what}; give it on standard input\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${await hashSecret(secret)}\n`);
}
