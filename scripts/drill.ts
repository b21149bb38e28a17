/**
 * `npm run drill`: long campaigns. `-- --list`; `-- NAME [--times N] [--seed S] [--minutes M] [--fresh]`; without a name
 * all, one after the other. Stopped at any time (Ctrl-C, or after so many minutes), the same command goes on where it was.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Campaign } from './drill/campaign.ts';
import { campaigns } from './drill/campaigns.ts';
import { drillFolder } from './drill/folder.ts';
import { reportText } from './drill/report.ts';
import { addOutcome, type DrillState, freshState, loadState, resumable, saveState } from './drill/state.ts';

const folder = drillFolder();
const root = path.resolve(import.meta.dirname, '..');
const say = (line: string) => process.stdout.write(`${line}\n`);
const USAGE = 'usage: npm run drill -- [--list] [NAME] [--times N] [--seed S] [--minutes M] [--fresh]';

function stop(why: string): never {
  process.stderr.write(`${why}\n${USAGE}\n`);
  process.exit(2);
}

function whole(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) stop(`--${name} takes a whole number from ${least}`);
  return value;
}

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        list: { type: 'boolean', default: false },
        fresh: { type: 'boolean', default: false },
        times: { type: 'string' },
        seed: { type: 'string' },
        minutes: { type: 'string' },
      },
    });
    const [name] = positionals;
    const chosen = name === undefined ? campaigns : campaigns.filter((one) => one.name === name);
    if (positionals.length > 1 || chosen.length === 0)
      stop(`no campaign ${positionals.join(' ')}; there are ${campaigns.map((one) => one.name).join(', ')}`);
    const seed = whole('seed', values.seed, 0);
    const minutes = whole('minutes', values.minutes, 1);
    return { ...values, chosen, times: whole('times', values.times, 1), seed, minutes };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
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

let interrupted = false;
process.once('SIGINT', () => {
  interrupted = true;
  say('stopping after this batch; the same command goes on from there (Ctrl-C again: at once)');
});

async function drill(campaign: Campaign, asked: { times: number; seed: number | undefined; fresh: boolean }) {
  const { name } = campaign;
  const saved = resumable(loadState(folder, name), asked);
  let state: DrillState =
    saved ?? freshState(name, asked.seed ?? randomInt(1, 1_000_000), asked.times, new Date());
  say(`${name}: ${campaign.about}`);
  say(`${name}: seed ${state.seed}, ${saved ? `going on at ${state.done} of ` : ''}${state.times} rounds`);
  while (state.done < state.times && !interrupted) {
    const count = Math.min(campaign.batch, state.times - state.done);
    const started = performance.now();
    const outcome = await campaign.run(state.done, count, state.seed);
    state = addOutcome(state, count, outcome, (performance.now() - started) / 1000, commit());
    saveState(folder, state);
    // Some campaigns never wait for anything: a signal needs a turn of the loop.
    await new Promise((done) => setImmediate(done));
    const left = (state.seconds / state.done) * (state.times - state.done);
    say(`${name}: ${state.done} of ${state.times}, ${state.failed} failed, about ${Math.ceil(left)} s to go`);
    for (const { round, what } of outcome.failures.slice(0, 3)) say(`  round ${round}: ${what}`);
  }
  return state;
}

const { list, chosen, times, seed, fresh, minutes } = options();
if (minutes !== undefined)
  setTimeout(() => {
    interrupted = true;
  }, minutes * 60_000).unref();
if (list) {
  for (const one of campaigns) say(`${one.name.padEnd(10)}${String(one.times).padStart(9)}  ${one.about}`);
  process.exit(0);
}
let failed = 0;
for (const campaign of chosen) {
  if (interrupted) break;
  const why = campaign.unavailable();
  if (why !== null) {
    say(`${campaign.name}: not run, ${why}`);
    continue;
  }
  const state = await drill(campaign, { times: times ?? campaign.times, seed, fresh });
  failed += state.failed;
  const text = reportText(state);
  writeFileSync(path.join(folder, `${campaign.name}-report.txt`), `${text}\n`);
  say(`\n${text}\n`);
}
process.exit(failed > 0 ? 1 : 0);
