/** Plain words on the terminal, and commands with a time limit. Runs on Node 20 without any package. */
import { spawn } from 'node:child_process';

/** @param {string} what @param {string} state */
export function line(what, state) {
  process.stdout.write(`  ${what.padEnd(12)} ${state}\n`);
}

/** @param {string} text */
export function tell(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Something that is not there and the command that mends it.
 * @param {string} what @param {string} why @param {string} command
 */
export function missing(what, why, command) {
  line(what, `MISSING: ${why}`);
  line('', `mend it with:  ${command}`);
}

/**
 * Runs a command without stdin, kills its whole process group at the limit, says every 10 s that it still works.
 * @param {string} command @param {string[]} args
 * @param {{limitMs: number, cwd?: string, env?: Record<string, string | undefined>, doing?: string}} options
 * @returns {Promise<{ok: boolean, output: string, why: string}>} `output`: the last 64 KB of stdout and stderr.
 */
export function run(command, args, { limitMs, cwd, env, doing }) {
  return new Promise((resolve) => {
    const started = Date.now();
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-65_536);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = () => {
      if (child.pid === undefined) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    };
    const limit = setTimeout(() => {
      timedOut = true;
      stop();
    }, limitMs);
    const progress = setInterval(() => {
      if (doing) line('', `… ${doing} (${Math.round((Date.now() - started) / 1000)} s)`);
    }, 10_000);
    const interrupted = () => {
      stop();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const done = (/** @type {boolean} */ ok, /** @type {string} */ why) => {
      clearTimeout(limit);
      clearInterval(progress);
      process.removeListener('SIGINT', interrupted);
      process.removeListener('SIGTERM', interrupted);
      resolve({ ok, output, why });
    };
    child.once('error', (error) => done(false, error.message));
    child.once('close', (code, signal) => {
      if (timedOut) done(false, `gave up after ${Math.round(limitMs / 1000)} s`);
      else done(code === 0, code === 0 ? '' : `ended with ${signal ?? `code ${code}`}`);
    });
  });
}

/** The last lines of an output, indented, for an error message. @param {string} output */
export function tail(output, lines = 12) {
  return output
    .trim()
    .split('\n')
    .slice(-lines)
    .map((text) => `      ${text}`)
    .join('\n');
}

/** The first lines, where npm says why. @param {string} output */
export function head(output, lines = 12) {
  return output
    .trim()
    .split('\n')
    .slice(0, lines)
    .map((text) => `      ${text}`)
    .join('\n');
}
