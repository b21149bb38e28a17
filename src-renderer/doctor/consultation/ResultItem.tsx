import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Entered } from '../../../state-machines/contract.ts';
import type { Arrival } from '../model/arrivals.ts';
import { enteredText } from '../model/entered.ts';
import { clockTime, type ResultRow, refusedValues } from '../model/results.ts';
import { numberText } from '../model/tile.ts';
import { useTexts } from '../texts/context.tsx';
import { ReadingValues } from './ReadingValues.tsx';
import { Trace } from './Trace.tsx';

export function ResultItem({ row, arrival }: { row: ResultRow; arrival: Arrival }) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const traceId = useId();
  const details = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) details.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const { event } = row;
  const words = (entry: Entered) => enteredText(entry, texts);
  const time = clockTime(event.at.wall, texts.lang);
  return (
    <li
      className={`result result-${row.type}`}
      data-kind={event.kind}
      data-seq={event.seq}
      data-event={event.id}
      data-arrival={arrival}
    >
      <time className="result-time" dateTime={new Date(event.at.wall).toISOString()}>
        {time}
      </time>
      <div className="result-what">
        {row.type === 'accepted' && <ReadingValues readings={row.readings} />}
        {row.type === 'entered' && (
          <span data-item={row.entry.item} data-replaced={row.replaced}>
            {texts.lead.entered.items[row.entry.item]} :{' '}
            {row.replaced ? <s>{words(row.entry)}</s> : <strong>{words(row.entry)}</strong>}{' '}
            <small>
              {texts.lead.entered.by(row.entry.by.name)}
              {row.replaced && ` · ${texts.lead.entered.replaced}`}
            </small>
          </span>
        )}
        {row.type === 'ended' &&
          texts.results.endedOf(texts.exam.names[row.exam], texts.results.ended[row.result])}
        {row.type === 'refused' && (
          <>
            {texts.exam.names[row.refused.exam ?? 'oximetry']} · {texts.exam.refused(row.refused.attempt)} ·{' '}
            {texts.exam.troubles[row.refused.reason]}
            {refusedValues(row.refused).map(
              ({ quantity, value }) =>
                ` ${texts.live.quantities[quantity]}\u00a0${numberText(quantity, value, texts)}\u00a0${texts.live.units[quantity]}.`,
            )}
          </>
        )}
        {arrival !== 'prompt' && <span className="tag tag-outline">{texts.results[arrival]}</span>}
      </div>
      <AriaButton
        className="result-trace"
        aria-expanded={open}
        aria-controls={traceId}
        aria-label={texts.results.traceOf(time)}
        data-testid="result-trace"
        onPress={() => setOpen((now) => !now)}
      >
        <ChevronRight aria-hidden="true" />
      </AriaButton>
      <div ref={details} id={traceId} className="result-details" hidden={!open}>
        {open && <Trace row={row} />}
      </div>
    </li>
  );
}
