/** `node scripts/fault-matrix.ts`: writes docs/instruments/fault-matrix.md; `--check`: fails when it is old. */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faultMatrixPage } from '../fixtures/faults/page.ts';

const file = resolve(import.meta.dirname, '../docs/instruments/fault-matrix.md');

/** Whether the page says what the table says. */
export function isCurrent(): boolean {
  try {
    return readFileSync(file, 'utf8') === faultMatrixPage();
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const name = relative(process.cwd(), file);
  if (!values.check) {
    writeFileSync(file, faultMatrixPage());
    process.stdout.write(`wrote ${name}\n`);
  } else if (!isCurrent()) {
    process.stderr.write(`${name} is old: run node scripts/fault-matrix.ts\n`);
    process.exitCode = 1;
  }
}
