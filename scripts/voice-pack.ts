/**
 * Finds the languages of the patient's screens, then renders the spoken form of every string to Opus, into
 * src-renderer/ui/voice/pack. A file's name is the hash of what it says, so a clip is rendered once and a changed
 * string can never keep its old voice.
 *
 *   node scripts/voice-pack.ts           render what is missing, remove what is stale, write the indexes
 *   node scripts/voice-pack.ts --check   fail when a string or a clip is missing, stale or too much; needs no speech tool
 */
import { execFile } from 'node:child_process';
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
import { promisify } from 'node:util';
import { inspectLanguageFiles, languageFiles, languageFolders } from '../src-renderer/ui/languages/find.ts';
import { inspectTexts } from '../src-renderer/ui/languages/inspect.ts';
import type { PackPlan, Wanted } from '../src-renderer/ui/voice/pack-plan.ts';

const MEND_COMMAND = 'node scripts/voice-pack.ts';
const TOOL_LIMIT_MS = 20_000;
/** Clips in work at a time. */
const HANDS = 2;
const run = promisify(execFile);

const packFolder = fileURLToPath(new URL('../src-renderer/ui/voice/pack/', import.meta.url));
const indexFile = fileURLToPath(new URL('../src-renderer/ui/voice/pack-index.json', import.meta.url));

function present(): string[] {
  return existsSync(packFolder) ? readdirSync(packFolder) : [];
}

function savedIndex(): string {
  return existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : '';
}

/** pico2wave reads `<` and `&` as markup. */
async function speak({ voice, say }: Wanted, wav: string): Promise<void> {
  const [program, args] =
    voice.engine === 'pico'
      ? ['pico2wave', ['-l', voice.locale, '-w', wav, say.replaceAll(/[<>&]/g, ' ')]]
      : ['espeak-ng', ['-v', voice.locale, '-s', String(voice.speed), '-w', wav, say]];
  await run(program as string, args as string[], { timeout: TOOL_LIMIT_MS });
}

/** To −16 LUFS: measured clip by clip, or by a gain that is known of the voice. */
const evened = ({ gain }: Wanted['voice']) =>
  gain === undefined ? 'loudnorm=I=-16:TP=-1.5:LRA=11' : `volume=${gain}dB,alimiter=limit=0.84:level=false`;

/** Cuts leading silence, evens loudness, leaves 150 ms of air at the end. */
async function encode({ voice }: Wanted, wav: string, target: string): Promise<void> {
  const filter = [
    'silenceremove=start_periods=1:start_threshold=-50dB',
    evened(voice),
    'aresample=24000',
    'apad=pad_dur=0.15',
  ].join(',');
  await run(
    'ffmpeg',
    ['-hide_banner', '-loglevel', 'error', '-y', '-i', wav, '-af', filter]
      .concat(['-c:a', 'libopus', '-b:a', `${voice.kilobits}k`, '-application', 'voip', '-ac', '1'])
      .concat(voice.gain === undefined ? [] : ['-compression_level', '3'])
      .concat(['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', target]),
    { timeout: TOOL_LIMIT_MS },
  );
}

function writeLanguages(): void {
  for (const { file, text } of languageFiles(languageFolders())) writeFileSync(file, text);
}

interface Planned {
  readonly problems: readonly string[];
  readonly plan: PackPlan;
}

/** Read after the index of languages is written. No plan while a string is missing. */
async function readPlan(): Promise<Planned> {
  const { found } = await import('../src-renderer/ui/languages/found.ts');
  const { inspectPack, wantedClips } = await import('../src-renderer/ui/voice/pack-plan.ts');
  const texts = Object.entries(found).flatMap(([id, language]) =>
    inspectTexts(id, language.texts, found.fr.texts),
  );
  if (texts.length > 0) return { problems: texts, plan: { clips: [], index: '' } };
  const plan = wantedClips();
  return { problems: inspectPack(plan, present(), savedIndex()), plan };
}

function tell(problems: readonly string[]): number {
  if (problems.length === 0) {
    stdout.write(`voice pack: complete, ${present().length} clips\n`);
    return 0;
  }
  for (const problem of problems.slice(0, 20)) stderr.write(`voice pack: ${problem}\n`);
  if (problems.length > 20) stderr.write(`voice pack: and ${problems.length - 20} more\n`);
  stderr.write(`Mend it with: ${MEND_COMMAND}\n`);
  return 1;
}

async function renderAll(missing: readonly Wanted[]): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'voice-'));
  const left = [...missing];
  const work = async (hand: number) => {
    for (let clip = left.shift(); clip !== undefined; clip = left.shift()) {
      const wav = join(scratch, `${hand}.wav`);
      // Under another name until it is whole: an interrupted run leaves no half clip that looks rendered.
      const half = join(scratch, `${hand}.ogg`);
      await speak(clip, wav);
      await encode(clip, wav, half);
      writeFileSync(join(packFolder, clip.file), readFileSync(half));
      const done = missing.length - left.length;
      if (done % 50 === 0) stdout.write(`voice pack: ${done} of ${missing.length}\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: HANDS }, (_, hand) => work(hand)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function render(): Promise<number> {
  writeLanguages();
  const { plan, problems } = await readPlan();
  if (plan.clips.length === 0) return tell(problems);
  mkdirSync(packFolder, { recursive: true });
  const have = new Set(present());
  try {
    await renderAll(plan.clips.filter((clip) => !have.has(clip.file)));
  } catch (error) {
    stderr.write(`voice pack: ${error instanceof Error ? error.message : String(error)}\n`);
    stderr.write('Needs pico2wave (Debian libttspico-utils, component non-free), espeak-ng and ffmpeg:\n');
    stderr.write('  apt-get install libttspico-utils espeak-ng ffmpeg\n');
    return 1;
  }
  const wanted = new Set(plan.clips.map((clip) => clip.file));
  for (const file of have) if (!wanted.has(file)) rmSync(join(packFolder, file));
  writeFileSync(indexFile, plan.index);
  return tell((await readPlan()).problems);
}

async function check(): Promise<number> {
  return tell([...inspectLanguageFiles(), ...(await readPlan()).problems]);
}

exit(await (argv.includes('--check') ? check() : render()));
