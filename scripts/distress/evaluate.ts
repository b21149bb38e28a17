/** A folder of clips against its truth: videos through the whole watch, landmark files through the rules alone. */
import path from 'node:path';
import type { DistressEvent } from '../../src-renderer/distress/rules/events.ts';
import type { Room } from '../../state-machines/distress/vocabulary.ts';
import type { Analyse } from './analysis.ts';
import { type Judgement, judge } from './judge.ts';
import { analyseLandmarks } from './landmarks.ts';
import { toTable } from './table.ts';
import { readTruth, TRUTH_FILE } from './truth.ts';

const analyse: Analyse = async (file, room) => {
  if (file.endsWith('.json')) return analyseLandmarks([file], room);
  const { analyseVideo } = await import('./video.ts');
  return analyseVideo(file, room);
};

export interface Outcome {
  readonly judgement: Judgement;
  readonly table: string;
  /** Every act was found, and no quiet file flagged. */
  readonly clean: boolean;
}

/** @param truthFile null: `truth.jsonl` in the folder. @param say hears what each file held, as one line of JSON. */
export async function evaluateFolder(
  folder: string,
  truthFile: string | null,
  room: Room | null,
  say: (line: string) => void = () => {},
  by: Analyse = analyse,
): Promise<Outcome | { readonly problem: string }> {
  const truth = await readTruth(truthFile ?? path.join(folder, TRUTH_FILE));
  if ('problem' in truth) return truth;
  const eventsOf = new Map<string, readonly DistressEvent[]>();
  for (const file of new Set(truth.lines.map((line) => line.file))) {
    const analysis = await by(path.join(folder, file), room);
    if ('problem' in analysis) return analysis;
    eventsOf.set(file, analysis.events);
    say(JSON.stringify({ file, events: analysis.events }));
  }
  const judgement = judge(truth.lines, eventsOf);
  const clean =
    judgement.acts.every(({ found }) => found !== null) &&
    judgement.quiet.every(({ raised }) => raised.length === 0);
  return { judgement, table: toTable(judgement), clean };
}
