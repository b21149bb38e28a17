/** `npm run bench [-- --quick] [-- --pictures] [-- --only PART] [-- --clip FILE]`: prints the numbers, keeps them in var/bench/. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchCodecs } from './bench/codec.ts';
import { benchCore } from './bench/core.ts';
import { benchDiscovery } from './bench/discovery.ts';
import { benchDistress } from './bench/distress.ts';
import { measureSerial, reasonsNotComparable } from './bench/honesty.ts';
import { benchJournal } from './bench/journal.ts';
import { measureLatency } from './bench/latency.ts';
import { asText, type LatencyReport, type Report } from './bench/report.ts';
import { benchUplink } from './bench/uplink.ts';
import { isBuilt } from './setup/stale.mjs';

const PARTS = ['latency', 'codec', 'discovery', 'core', 'journal', 'uplink', 'distress'] as const;
const LIMIT_MS = 20 * 60_000;
const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'var/bench');
const say = (line: string) => process.stderr.write(`${line}\n`);

function stop(why: string): never {
  say(why);
  process.exit(1);
}

interface Options {
  readonly quick: boolean;
  readonly pictures: boolean;
  /** A video with a person in it, for the distress watch. */
  readonly clip: string | null;
  readonly parts: readonly string[];
}

function options(): Options {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean' },
        pictures: { type: 'boolean' },
        only: { type: 'string' },
        clip: { type: 'string' },
      },
    });
    const { quick = false, pictures = false, only, clip = null } = values;
    if (only !== undefined && !PARTS.some((part) => part === only))
      stop(`--only takes one of ${PARTS.join(', ')}, not ${only}`);
    return { quick, pictures, clip, parts: only === undefined ? PARTS : [only] };
  } catch (error) {
    return stop(
      `${error instanceof Error ? error.message : error}\nusage: npm run bench -- [--quick] [--pictures] [--only PART] [--clip FILE]`,
    );
  }
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : '+changes')
    );
  } catch {
    return 'unknown';
  }
}

async function latency(quick: boolean, pictures: boolean): Promise<LatencyReport> {
  say('latency: bare serial line');
  const serial = await measureSerial();
  const measured = await measureLatency(quick ? 100 : 600, pictures, say);
  const { product, baseline, echo } = measured;
  return {
    ...measured,
    serial,
    ratio: { p50: product.p50 / baseline.p50, p99: product.p99 / baseline.p99 },
    notComparable: reasonsNotComparable(serial, echo),
  };
}

const { quick, pictures, clip, parts } = options();
if (parts.includes('latency') && !existsSync(path.join(root, 'dist/pages/doctor/index.html')))
  stop('The pages are not built: npm run build');
if (parts.includes('distress') && !existsSync(path.join(root, 'dist/distress-lab/index.html')))
  stop('The watch is not built: npm run build');
if (parts.includes('latency') && !isBuilt()) say('note: dist/ is older than its sources (npm run build)');
mkdirSync(folder, { recursive: true });
setTimeout(() => stop(`stopped: longer than ${LIMIT_MS / 60_000} minutes`), LIMIT_MS).unref();

const before = os.loadavg();
const date = new Date().toISOString();
const results = {
  ...(parts.includes('latency') ? { latency: await latency(quick, pictures) } : {}),
  ...(parts.includes('codec') ? { codec: await benchCodecs(quick, say) } : {}),
  ...(parts.includes('discovery') ? { discovery: await benchDiscovery(quick, say) } : {}),
  ...(parts.includes('core') ? { core: await benchCore(quick, say) } : {}),
  ...(parts.includes('journal') ? { journal: await benchJournal(folder, quick, say) } : {}),
  ...(parts.includes('uplink') ? { uplink: await benchUplink(folder, quick, say) } : {}),
  ...(parts.includes('distress') ? { distress: await benchDistress(clip, quick, say) } : {}),
};
const report: Report = {
  commit: commit(),
  date,
  quick,
  pictures,
  machine: { cores: os.availableParallelism(), cpu: os.cpus()[0]?.model ?? 'unknown' },
  load: { before, after: os.loadavg() },
  ...results,
};
const file = path.join(folder, `${date.replaceAll(/[:.]/g, '-')}.json`);
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`\n${asText(report)}\n\nwritten to ${path.relative(root, file)}\n`);
