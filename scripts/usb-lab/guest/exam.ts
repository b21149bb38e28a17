/** What a measurement over USB is made of. */
import type { Capability, Quantity, ReadingEvent } from '../../../drivers/contract.ts';
import type { Bench } from './bench.ts';

export interface Exam {
  /** From `want` to the middle of measuring. */
  begin(bench: Bench, instrument: string): Promise<void>;
  /** From there to the result, in words. */
  finish(bench: Bench, instrument: string): Promise<string>;
  /** What the person does while the plug is out. */
  whilePulled?(bench: Bench, instrument: string): Promise<void>;
  /**
   * Plugged again after a plug pulled in the middle: looks at what must not have come of it. `finish`: the instrument
   * has measured on by itself, and its result is still awaited. Left out: begin again.
   */
  afterCut?(bench: Bench, instrument: string): Promise<'begin' | 'finish'>;
}

export function numberOf({ values }: Pick<ReadingEvent, 'values'>, quantity: Quantity): number | null {
  return values.find((measured) => measured.quantity === quantity)?.value ?? null;
}

export const near = (value: number | null, wanted: number, tolerance: number): boolean =>
  value !== null && Math.abs(value - wanted) <= tolerance;

export const readings = ({ heard }: Bench): readonly ReadingEvent[] =>
  heard.filter((event) => event.kind === 'reading');

/** Wants it, waits for the stream, forgets what came until then. */
export async function stream({ hub, until, forget }: Bench, capability: Capability): Promise<void> {
  hub.want(capability);
  await until(`${capability} streams`, () => hub.status(capability).state === 'streaming');
  forget();
}
