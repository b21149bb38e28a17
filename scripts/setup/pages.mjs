/** The built pages and shell, made again only when a source is newer. */
import path from 'node:path';
import { isExecutable, root } from './locate.mjs';
import { line, missing, run, tail } from './say.mjs';
import { isBuilt } from './stale.mjs';

/** @returns {Promise<boolean>} */
export async function ensurePages() {
  if (isBuilt()) {
    line('pages', 'built');
    return true;
  }
  line('pages', 'building …');
  const own = path.join(root, 'node_modules/node/bin/node');
  const node = isExecutable(own) ? own : process.execPath;
  const result = await run(node, [path.join(root, 'scripts/build.ts')], {
    limitMs: 10 * 60_000,
    cwd: root,
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
    doing: 'building the pages',
  });
  if (result.ok) {
    line('pages', 'built');
    return true;
  }
  missing('pages', `the build ${result.why}`, 'npm run build');
  process.stdout.write(`${tail(result.output, 30)}\n`);
  return false;
}
