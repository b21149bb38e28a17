/**
 * `npm run --silent selftest -- [--json] [--lang fr|en] [--only id,id…] [--data FOLDER]`: is the cabinet fit to open?
 * Ends with 0 when nothing fitted fails, 1 when something does or nobody could look, 2 on wrong use.
 */
import path from 'node:path';
import { type CoreConfig, readConfig } from '../src-main/core/config.ts';
import { sayIn } from '../src-renderer/technician/texts/index.ts';
import { runAlone } from './selftest/alone.ts';
import { runByCore } from './selftest/by-core.ts';
import { readOptions } from './selftest/options.ts';
import { toJson, toTable, worst } from './selftest/report.ts';

const options = readOptions(process.argv.slice(2), process.env, path.resolve(import.meta.dirname, '../var'));
const say = sayIn(options?.language ?? 'fr');
const tell = (text: string): boolean => process.stderr.write(`${text}\n`);

function end(code: number, text: string): never {
  tell(text);
  process.exit(code);
}

function settings(data: string): CoreConfig {
  try {
    return readConfig({ ...process.env, BOX_DATA: data });
  } catch (error) {
    return end(2, error instanceof Error ? error.message : 'bad settings');
  }
}

if (options === null) end(2, say('cli.usage'));
const { json, ids, data } = options;
const byCore = await runByCore(data, ids);
if ('trouble' in byCore && byCore.trouble === 'busy') end(1, say('cli.busy'));
if ('trouble' in byCore && byCore.trouble === 'lost') end(1, say('cli.lost'));
if ('trouble' in byCore && byCore.trouble === 'unknown')
  end(2, say('cli.unknown', { id: ids?.join(', ') ?? '' }));
const core = 'lines' in byCore;
tell(say(core ? 'cli.with-core' : 'cli.without-core'));
const result = core ? byCore : await runAlone(settings(data), ids);
if ('unknown' in result) end(2, say('cli.unknown', { id: result.unknown }));
const at = Date.now();
process.stdout.write(`${json ? toJson(result.lines, at, core) : toTable(result.lines, at, say)}\n`);
process.exitCode = worst(result.lines) === 'fail' ? 1 : 0;
