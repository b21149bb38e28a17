/**
 * `udev-rules`: prints the rules that let the core open the instruments. `--check [file]` says which are missing or
 * old in what is installed, and ends with status 1 if any is.
 */
import { readFileSync } from 'node:fs';
import { instrumentModels } from '../drivers/registry.ts';
import {
  describeProblem,
  deviceNodes,
  RULES_FILE,
  ruleProblems,
  udevRules,
} from '../src-main/core/udev/rules.ts';

const [flag, file = RULES_FILE, ...more] = process.argv.slice(2);
const nodes = deviceNodes(instrumentModels);

function installed(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (flag === undefined) {
  process.stdout.write(udevRules(nodes));
} else if (flag === '--check' && more.length === 0) {
  const problems = ruleProblems(nodes, installed(file));
  for (const problem of problems) process.stdout.write(`${describeProblem(problem)}\n`);
  if (problems.length > 0) {
    process.stdout.write(
      `mend: npm run --silent udev-rules > ${RULES_FILE} && udevadm control --reload && udevadm trigger\n`,
    );
    process.exitCode = 1;
  }
} else {
  process.stderr.write('usage: udev-rules [--check [file]]\n');
  process.exitCode = 2;
}
