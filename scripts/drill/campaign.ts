/** What a long campaign is: numbered rounds, each decided by the seed and its number alone. */
import type { Random } from '../../fixtures/parts/random.ts';
import { createRandom } from '../../fixtures/parts/random.ts';

export interface Failure {
  readonly round: number;
  readonly what: string;
}

export interface Outcome {
  readonly failures: readonly Failure[];
  /** Added up over the campaign, such as kills or readings. */
  readonly counted: Readonly<Record<string, number>>;
  /** Kept as a list, such as a slope for each batch. */
  readonly measured?: Readonly<Record<string, number>>;
}

export interface Campaign {
  readonly name: string;
  readonly about: string;
  /** Rounds of a whole campaign. */
  readonly times: number;
  /** Rounds between two saves of the state. */
  readonly batch: number;
  /** Why it cannot run on this machine, null when it can. */
  unavailable(): string | null;
  /** Rounds `from` … `from + count - 1`. A failed promise is an outcome; only a broken drill throws. */
  run(from: number, count: number, seed: number): Promise<Outcome>;
}

/** A generator of its own for each round, so that a round can be run alone. */
export const randomOf = (seed: number, round: number): Random =>
  createRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b)) >>> 0);

export const between = (random: Random, least: number, most: number): number =>
  least + random.next() * (most - least);

export const always = (): null => null;
