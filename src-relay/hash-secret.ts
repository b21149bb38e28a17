/** Reads a secret on standard input and prints its hash for the relay's configuration. */
import { hashSecret } from '../src-main/api/secrets.ts';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const secret = text.trim();
if (secret.length < 12) {
  process.stderr.write('a secret has at least 12 characters; give it on standard input\n');
  process.exitCode = 1;
} else {
  process.stdout.write(`${await hashSecret(secret)}\n`);
}
