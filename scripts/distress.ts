/**
 * `distress --video FILE`: the whole watch over a video, in headless Chromium. `--landmarks FILE.json`: its rules alone.
 * One JSON event a line. `evaluate FOLDER`: every file of a truth file, told to stderr one by one, and a table of what
 * was found.
 * Ends with 0; 1 where an evaluation missed an act or raised a false alarm; 2 on wrong use or a file that cannot be read.
 */
import type { Analysis } from './distress/analysis.ts';
import { analyseLandmarks } from './distress/landmarks.ts';
import { readOptions } from './distress/options.ts';

// The reader may leave early (`| head`): not an error.
process.stdout.on('error', () => process.exit(0));

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

function tell(analysis: Analysis): void {
  if ('problem' in analysis) fail(`distress: ${analysis.problem}`);
  for (const event of analysis.events) process.stdout.write(`${JSON.stringify(event)}\n`);
}

const options = readOptions(process.argv.slice(2));
if ('problem' in options) fail(options.problem);
if (options.what === 'landmarks') tell(await analyseLandmarks(options.files, options.room));
else if (options.what === 'video') {
  const { analyseVideo } = await import('./distress/video.ts');
  tell(await analyseVideo(options.file, options.room));
} else {
  const { evaluateFolder } = await import('./distress/evaluate.ts');
  const outcome = await evaluateFolder(options.folder, options.truth, options.room, (line) =>
    process.stderr.write(`${line}\n`),
  );
  if ('problem' in outcome) fail(`distress: ${outcome.problem}`);
  process.stdout.write(`${outcome.table}\n`);
  process.exitCode = outcome.clean ? 0 : 1;
}
