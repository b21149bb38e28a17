/** The distress watch beside a bare detectForVideo loop, its start and its memory. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DistressLab, openDistressLab } from '../distress/lab.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

export interface DistressBench {
  /** A person was in the pictures: without one the models search every picture anew. */
  readonly person: boolean;
  readonly watch: Summary;
  readonly bare: Summary;
  /** Medians. */
  readonly ratio: number;
  /** Of one core at five pictures a second, by what the worker spent; 0..1. */
  readonly share: number;
  readonly startMs: number;
  /** What the page's process grew by between the two last thirds, MiB, over so many simulated minutes. */
  readonly growthMiB: number;
  readonly minutes: number;
}

export const DISTRESS_AIMS = { ratio: 1.1, share: 0.45 } as const;

const SIZE = { width: 320, height: 240 };
const PICTURES = { quick: 100, whole: 3000 };
/** The first ones set the models up. */
const WARM_UP = 20;
const PER_SECOND = 5;

/** Grey noise: nobody is in it. */
async function emptyRoom(folder: string): Promise<string> {
  const { width, height } = SIZE;
  const frame = (n: number) =>
    Buffer.concat([
      Buffer.from('FRAME\n'),
      Buffer.from(Uint8Array.from({ length: width * height }, (_, at) => 90 + ((at * 7919 + n * 31) % 40))),
      Buffer.alloc((width * height) / 2, 128),
    ]);
  const file = path.join(folder, 'room.y4m');
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 C420\n`);
  await writeFile(file, Buffer.concat([head, ...Array.from({ length: 10 }, (_, n) => frame(n))]));
  return file;
}

async function residentMiB(lab: DistressLab): Promise<number> {
  const sizes = (await lab.processes())
    .filter(({ type }) => type === 'renderer')
    .map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    });
  return Math.max(0, ...(await Promise.all(sizes)));
}

/** @param clip a video with a person in it; null: an empty room */
export async function benchDistress(clip: string | null, quick: boolean, say: Say): Promise<DistressBench> {
  const count = quick ? PICTURES.quick : PICTURES.whole;
  const folder = await mkdtemp(path.join(tmpdir(), 'box-bench-distress-'));
  const lab = await openDistressLab();
  try {
    const file = clip ?? (await emptyRoom(folder));
    say(`distress: ${count} pictures through the watch and through a bare loop`);
    const resident: number[] = [];
    const looking = setInterval(() => {
      residentMiB(lab).then(
        (now) => resident.push(now),
        () => undefined,
      );
    }, 1000);
    const { watch, bare, startMs } = await lab.compare(file, count).finally(() => clearInterval(looking));
    const [mine, plain] = [summarise(watch.slice(WARM_UP)), summarise(bare.slice(WARM_UP))];
    const third = Math.floor(resident.length / 3);
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const spent = mean(watch.slice(WARM_UP));
    return {
      person: clip !== null,
      watch: mine,
      bare: plain,
      ratio: mine.p50 / plain.p50,
      share: (spent * PER_SECOND) / 1000,
      startMs,
      growthMiB: mean(resident.slice(2 * third)) - mean(resident.slice(third, 2 * third)),
      minutes: count / PER_SECOND / 60,
    };
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
}
