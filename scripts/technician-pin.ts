/** `npm run --silent technician-pin`: reads a PIN on standard input and keeps its hash where the core looks. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setPin, weakPin } from '../src-main/core/technician/pin.ts';

const data = path.resolve(process.env.BOX_DATA || path.join(import.meta.dirname, '../var'));
const WORDS = {
  'not-digits': 'un code a 6 à 12 chiffres / a PIN has 6 to 12 digits',
  'too-simple': 'ce code est trop simple / this PIN is too simple',
} as const;

async function askPin(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    if (process.stdin.isTTY) return await lines.question('Code du technicien / technician PIN: ');
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
  }
}

const pin = (await askPin()).trim();
const weak = weakPin(pin);
if (process.argv.length > 2) {
  process.stderr.write('usage: technician-pin   (the PIN on standard input, never as an argument)\n');
  process.exitCode = 2;
} else if (weak !== null) {
  process.stderr.write(`${WORDS[weak]}\n`);
  process.exitCode = 2;
} else {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await setPin(path.join(data, 'technician.json'), pin);
  process.stdout.write(`${path.join(data, 'technician.json')}\n`);
}
