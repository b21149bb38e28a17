/** `node scripts/fault-matrix.ts`: writes the tables of faults in docs/; `--check`: fails when one is old. */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { faultMatrixPage } from '../fixtures/faults/page.ts';
import { selftestPage } from '../fixtures/selftest/doc-page.ts';

const DOCS = resolve(import.meta.dirname, '../docs');

export const PAGES: readonly (readonly [file: string, page: () => string])[] = [
  [resolve(DOCS, 'instruments/fault-matrix.md'), faultMatrixPage],
  [resolve(DOCS, 'selftest.md'), selftestPage],
];

/** Whether the page says what the table says. */
export function isCurrent(file: string, page: () => string): boolean {
  try {
    return readFileSync(file, 'utf8') === page();
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  for (const [file, page] of PAGES) {
    const name = relative(process.cwd(), file);
    if (!values.check) {
      writeFileSync(file, page());
      process.stdout.write(`wrote ${name}\n`);
    } else if (!isCurrent(file, page)) {
      process.stderr.write(`${name} is old: run node scripts/fault-matrix.ts\n`);
      process.exitCode = 1;
    }
  }
}
