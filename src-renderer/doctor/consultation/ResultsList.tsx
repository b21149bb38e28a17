import { useEffect, useMemo, useRef } from 'react';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import type { Arrivals } from '../model/arrivals.ts';
import { resultRows } from '../model/results.ts';
import { useTexts } from '../texts/context.tsx';
import { ResultItem } from './ResultItem.tsx';

interface Props {
  readonly events: readonly ReceivedEvent[];
  readonly arrivals: Arrivals;
}

/** What the journal holds of this visit, in the journal's order. */
export function ResultsList({ events, arrivals }: Props) {
  const texts = useTexts();
  const rows = useMemo(() => resultRows(events), [events]);
  const list = useRef<HTMLOListElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row, not a new scroll position, moves the list
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [rows.length]);

  return (
    <section className="panel results" aria-labelledby="results-heading">
      <h2 id="results-heading">{texts.results.heading}</h2>
      {rows.length === 0 ? (
        <p className="results-empty">
          {texts.results.empty}
          <small>{texts.results.emptyHint}</small>
        </p>
      ) : null}
      <ol ref={list} data-testid="results-list" aria-labelledby="results-heading">
        {rows.map((row) => (
          <ResultItem key={row.event.id} row={row} arrival={arrivals.of.get(row.event.id) ?? 'prompt'} />
        ))}
      </ol>
    </section>
  );
}
