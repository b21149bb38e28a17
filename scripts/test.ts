/**
 * `npm test`: lint, types, unit tests, browser tests, the quick ones first; stops at the first stage that fails
 * (`npm test -- --all` goes on). The last line is the sum: `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { forgetTold, told } from '../fixtures/testing/tell.ts';
import {
  add,
  type Count,
  countPlaywright,
  countVitest,
  crashedFiles,
  settle,
  withSecondRun,
} from './testing/count.ts';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, 'test-results');
const all = process.argv.includes('--all');

interface Stage {
  readonly title: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly limitMinutes: number;
  /** Reads its JSON report; absent: a stage without tests, nothing to count but a failure. */
  readonly report?: { readonly file: string; readonly count: (report: unknown) => Count | null };
  /** Has files whose process can die under them: run again once, and told. */
  readonly mayCrash?: boolean;
}

const unitReport = path.join(reports, 'unit.json');
const againReport = path.join(reports, 'unit-again.json');
const browserReport = path.join(reports, 'browser.json');
const stages: readonly Stage[] = [
  { title: 'Lint', command: ['@biomejs/biome/bin/biome', 'check', '.'], limitMinutes: 5 },
  { title: 'Types', command: ['typescript/bin/tsc', '-p', '.'], limitMinutes: 10 },
  {
    title: 'Unit tests',
    command: [
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    limitMinutes: 30,
    report: { file: unitReport, count: countVitest },
    mayCrash: true,
  },
  {
    title: 'Browser tests',
    command: ['@playwright/test/cli.js', 'test', '--reporter=list,json', '--output=test-results/browser'],
    limitMinutes: 35,
    report: { file: browserReport, count: countPlaywright },
  },
];

/** @returns true when it ended with 0 within its time. */
function run({ command: [program, ...args], limitMinutes }: Stage): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', program), ...args], {
      cwd: root,
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const limit = setTimeout(() => {
      console.log(`\nstopped: longer than ${limitMinutes} minutes`);
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, limitMinutes * 60_000);
    child.once('error', (error) => {
      clearTimeout(limit);
      console.log(error.message);
      resolve(false);
    });
    child.once('exit', (code) => {
      clearTimeout(limit);
      resolve(code === 0);
    });
  });
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function counted({ report }: Stage, well: boolean): Count {
  if (report === undefined) return { ...nothing, failed: well ? 0 : 1 };
  return settle(report.count(readReport(report.file)), well);
}

/** More than these and something is wrong with more than chance. */
const MOST_CRASHED = 2;

/** @returns null when nothing crashed, or too much did. */
async function afterCrash({ mayCrash, report }: Stage, well: boolean): Promise<Count | null> {
  if (well || !mayCrash || !report) return null;
  const first = readReport(report.file);
  const files = crashedFiles(first);
  if (files.length === 0 || files.length > MOST_CRASHED) return null;
  for (const file of files) console.log(`\n== CRASHED, run again once: ${path.relative(root, file)}`);
  rmSync(againReport, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${againReport}`];
  const passed = await run({
    title: 'again',
    command: ['vitest/vitest.mjs', 'run', ...reporters, ...files],
    limitMinutes: 5,
  });
  const count = withSecondRun(first, readReport(againReport));
  return count && settle(count, passed);
}

const nothing: Count = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
let total = nothing;
mkdirSync(reports, { recursive: true });
forgetTold();
for (const stage of stages) {
  if (total.failed > 0 && !all) {
    console.log(`\n== ${stage.title}: not run, an earlier stage failed (npm test -- --all runs everything)`);
    continue;
  }
  console.log(
    `\n== ${stage.title}: ${[path.basename(stage.command[0]), ...stage.command.slice(1)].join(' ')}`,
  );
  if (stage.report) rmSync(stage.report.file, { force: true });
  const started = Date.now();
  const well = await run(stage);
  const count = (await afterCrash(stage, well)) ?? counted(stage, well);
  total = add(total, count);
  console.log(
    `== ${stage.title}: ${count.failed === 0 ? 'good' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`,
  );
}
for (const line of told()) console.log(`\n${line}`);
if (total.skipped > 0) console.log(`\n${total.skipped} skipped; each says why above`);
if (total.flaky > 0) console.log(`\n${total.flaky} passed ONLY AT THE SECOND TRY, named "flaky" above`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
