/** The distress watch beside a bare detectForVideo loop, its start and its memory. */
import path from 'node:path';
import { openDistressLab } from '../distress/lab.ts';
import { benchDistressInCall, type DistressInCall } from './distress-call.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

export interface DistressBench {
  readonly clip: string;
  readonly watch: Summary;
  readonly bare: Summary;
  /** Medians. */
  readonly ratio: number;
  /** Means: every fifth second the watch also counts people. */
  readonly meanRatio: number;
  /** Of one core at five pictures a second, by what the worker spent; 0..1. */
  readonly share: number;
  readonly startMs: number;
  readonly call: DistressInCall | { readonly problem: string };
}

export const DISTRESS_AIMS = { ratio: 1.1, share: 0.45 } as const;

/** Somebody sits and breathes: what the cabinet's camera sees most of the time. */
const CLIP = path.resolve(import.meta.dirname, '../../fixtures/distress/videos/sittingAndBreathing.webm');
const PICTURES = { quick: 100, whole: 600 };
/** The first ones set the models up. */
const WARM_UP = 20;
const PER_SECOND = 5;

/** @param clip a video; null: our own */
export async function benchDistress(clip: string | null, quick: boolean, say: Say): Promise<DistressBench> {
  const alone = await benchPictures(clip ?? CLIP, quick, say);
  const call = await benchDistressInCall(quick, say).catch((error: unknown) => ({
    problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
  }));
  return { ...alone, call };
}

async function benchPictures(file: string, quick: boolean, say: Say): Promise<Omit<DistressBench, 'call'>> {
  const count = quick ? PICTURES.quick : PICTURES.whole;
  const lab = await openDistressLab();
  try {
    say(`distress: ${count} pictures through the watch and through a bare loop`);
    const { watch, bare, startMs } = await lab.compare(file, {
      count,
      stepMs: 1000 / PER_SECOND,
      bare: true,
    });
    const [mine, plain] = [summarise(watch.slice(WARM_UP)), summarise(bare.slice(WARM_UP))];
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const spent = mean(watch.slice(WARM_UP));
    return {
      clip: path.basename(file),
      watch: mine,
      bare: plain,
      ratio: mine.p50 / plain.p50,
      meanRatio: spent / mean(bare.slice(WARM_UP)),
      share: (spent * PER_SECOND) / 1000,
      startMs,
    };
  } finally {
    await lab.close();
  }
}
