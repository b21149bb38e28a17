import { useEffect, useMemo, useRef } from 'react';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import { resultRows } from '../model/results.ts';
import { useTexts } from '../texts/context.tsx';
import { ResultItem } from './ResultItem.tsx';

interface Props {
  readonly events: readonly ReceivedEvent[];
  /** Ids of events that came after a cut. */
  readonly late: ReadonlySet<string>;
}

/** What the journal holds of this visit, in the journal's order. */
export function ResultsList({ events, late }: Props) {
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
          <ResultItem
            key={row.type === 'reading' ? row.reading.id : row.event.id}
            row={row}
            late={late.has(row.event.id)}
          />
        ))}
      </ol>
    </section>
  );
}
