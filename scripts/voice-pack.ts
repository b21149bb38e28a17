/**
 * Renders the spoken form of every string to Opus, into src-renderer/ui/voice/pack. A file's name is the hash of
 * what it says, so a clip is rendered once and a changed string can never keep its old voice.
 *
 *   node scripts/voice-pack.ts           render what is missing, remove what is stale, write the index
 *   node scripts/voice-pack.ts --check   fail when any clip is missing or stale; needs no speech tool
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { inspectPack, MEND_COMMAND, type Wanted, wantedClips } from '../src-renderer/ui/voice/pack-plan.ts';

const packFolder = fileURLToPath(new URL('../src-renderer/ui/voice/pack/', import.meta.url));
const indexFile = fileURLToPath(new URL('../src-renderer/ui/voice/pack-index.json', import.meta.url));

function present(): string[] {
  return existsSync(packFolder) ? readdirSync(packFolder) : [];
}

function savedIndex(): string {
  return existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : '';
}

/** pico2wave reads `<` and `&` as markup. */
function speak(wanted: Wanted, wav: string): void {
  const [program, args] =
    wanted.engine === 'pico'
      ? ['pico2wave', ['-l', wanted.locale, '-w', wav, wanted.say.replaceAll(/[<>&]/g, ' ')]]
      : ['espeak-ng', ['-v', wanted.locale, '-s', '150', '-w', wav, wanted.say]];
  execFileSync(program, args as string[], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 20_000 });
}

/** Cuts leading silence, evens loudness to −16 LUFS, leaves 150 ms of air at the end. */
function encode(wav: string, target: string): void {
  const filter =
    'silenceremove=start_periods=1:start_threshold=-50dB,loudnorm=I=-16:TP=-1.5:LRA=11,aresample=24000,apad=pad_dur=0.15';
  execFileSync(
    'ffmpeg',
    ['-hide_banner', '-loglevel', 'error', '-y', '-i', wav, '-af', filter]
      .concat(['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-ac', '1'])
      .concat(['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', target]),
    { stdio: ['ignore', 'ignore', 'pipe'], timeout: 20_000 },
  );
}

function check(): number {
  const problems = inspectPack(wantedClips(), present(), savedIndex());
  if (problems.length === 0) {
    stdout.write(`voice pack: complete, ${present().length} clips\n`);
    return 0;
  }
  for (const problem of problems.slice(0, 20)) stderr.write(`voice pack: ${problem}\n`);
  if (problems.length > 20) stderr.write(`voice pack: and ${problems.length - 20} more\n`);
  stderr.write(`Mend it with: ${MEND_COMMAND}\n`);
  return 1;
}

function render(): number {
  const plan = wantedClips();
  mkdirSync(packFolder, { recursive: true });
  const have = new Set(present());
  const scratch = mkdtempSync(join(tmpdir(), 'voice-'));
  const missing = plan.clips.filter((clip) => !have.has(clip.file));
  try {
    for (const [done, clip] of missing.entries()) {
      const wav = join(scratch, 'clip.wav');
      speak(clip, wav);
      encode(wav, join(packFolder, clip.file));
      if (done % 50 === 49) stdout.write(`voice pack: ${done + 1} of ${missing.length} rendered\n`);
    }
  } catch (error) {
    stderr.write(`voice pack: ${error instanceof Error ? error.message : String(error)}\n`);
    stderr.write('Needs pico2wave (Debian libttspico-utils, component non-free), espeak-ng and ffmpeg:\n');
    stderr.write('  apt-get install libttspico-utils espeak-ng ffmpeg\n');
    return 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const wanted = new Set(plan.clips.map((clip) => clip.file));
  for (const file of have) if (!wanted.has(file)) rmSync(join(packFolder, file));
  writeFileSync(indexFile, plan.index);
  return check();
}

exit(argv.includes('--check') ? check() : render());
