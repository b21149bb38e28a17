/** A judgement as Markdown: what was found of what, with 95 % intervals, and every single failure by name. */
import { SIGNALS, type Signal } from '../../state-machines/distress/vocabulary.ts';
import type { Judgement } from './judge.ts';
import { share } from './wilson.ts';

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

function confusion({ acts, quiet }: Judgement): string {
  const told = (signals: readonly Signal[]): ReadonlySet<Signal | null> =>
    signals.length === 0 ? new Set([null]) : new Set(signals);
  const pairs = [
    ...acts.map(({ signal, found, instead }) => ({
      truth: signal as Signal | null,
      said: told(found === null ? instead : [found.signal]),
    })),
    ...quiet.map(({ raised }) => ({ truth: null, said: told(raised.map(({ signal }) => signal)) })),
  ];
  const columns: readonly (Signal | null)[] = [
    ...SIGNALS.filter((signal) => pairs.some(({ truth, said }) => truth === signal || said.has(signal))),
    null,
  ];
  const name = (signal: Signal | null): string => signal ?? 'nothing';
  return grid(
    ['truth \\ told', ...columns.map(name)],
    columns.map((truth) => [
      name(truth),
      ...columns.map((said) =>
        String(pairs.filter((pair) => pair.truth === truth && pair.said.has(said)).length),
      ),
    ]),
  );
}

export function toTable(judgement: Judgement): string {
  const { acts, quiet, besides } = judgement;
  const signals = SIGNALS.filter((signal) => acts.some((act) => act.signal === signal));
  const rows = signals.map((signal) => {
    const own = acts.filter((act) => act.signal === signal);
    const timed = own.flatMap(({ startRight }) => startRight ?? []);
    const wait = median(own.flatMap(({ delay }) => delay ?? []));
    return [
      signal,
      share(own.filter(({ found }) => found !== null).length, own.length),
      timed.length === 0 ? '–' : `${timed.filter((right) => right).length} of ${timed.length}`,
      wait === null ? '–' : `${wait.toFixed(1)} s`,
    ];
  });
  const still = quiet.filter(({ raised }) => raised.length === 0).length;
  const parts = [
    grid(['act', 'found (95 % interval)', 'start within 1 s', 'start to sure, median'], rows),
    `Quiet files without any alarm: ${share(still, quiet.length)}`,
    confusion(judgement),
  ];
  const failures = [
    ...acts.filter(({ found }) => found === null).map(({ file, signal }) => `- missed: ${signal} in ${file}`),
    ...quiet.flatMap(({ file, raised }) =>
      raised.map(({ signal, start }) => `- false alarm: ${signal} at ${start} s in ${file}`),
    ),
    ...besides.map(({ file, event }) => `- besides: ${event.signal} at ${event.start} s in ${file}`),
  ];
  if (failures.length > 0) parts.push(failures.join('\n'));
  return parts.join('\n\n');
}
