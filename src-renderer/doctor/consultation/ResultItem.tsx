import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { clockTime, type ResultRow } from '../model/results.ts';
import { numberText } from '../model/tile.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';

export function ResultItem({ row, late }: { row: ResultRow; late: boolean }) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const traceId = useId();
  const { event } = row;
  const time = clockTime(row.type === 'reading' ? row.reading.at.wall : event.at.wall, texts.lang);
  return (
    <li
      className={`result result-${row.type}`}
      data-kind={event.kind}
      data-seq={event.seq}
      data-late={late}
      {...(row.type === 'reading'
        ? { 'data-quantity': row.reading.quantity, 'data-value': row.reading.value }
        : {})}
    >
      <time className="result-time">{time}</time>
      <span className="result-what">{whatOf(row, texts)}</span>
      {row.type === 'reading' ? (
        <span className="result-value">
          <strong>{numberText(row.reading.quantity, row.reading.value, texts)}</strong>
          {texts.live.units[row.reading.quantity]}
        </span>
      ) : (
        <span />
      )}
      <AriaButton
        className="result-trace"
        aria-expanded={open}
        aria-controls={traceId}
        aria-label={texts.results.traceOf(`${whatOf(row, texts)}, ${time}`)}
        onPress={() => setOpen((now) => !now)}
      >
        <ChevronRight aria-hidden="true" />
      </AriaButton>
      <Tags row={row} late={late} />
      <div id={traceId} className="result-details" hidden={!open}>
        {open && <Trace row={row} />}
      </div>
    </li>
  );
}

function whatOf(row: ResultRow, texts: Texts): string {
  if (row.type === 'reading') return texts.live.quantities[row.reading.quantity];
  if (row.type === 'ended') return texts.results.ended[row.result];
  return `${texts.results.refused} ${row.attempt}`;
}

function Tags({ row, late }: { row: ResultRow; late: boolean }) {
  const texts = useTexts();
  const extreme = row.type === 'reading' && row.reading.confirmedExtreme;
  const poor = row.type === 'reading' && row.reading.quality === 'poor';
  if (!extreme && !poor && !late && row.type !== 'refused') return null;
  return (
    <span className="result-tags">
      {extreme && <span className="tag tag-high">{texts.results.confirmed}</span>}
      {poor && <span className="tag tag-low">{texts.results.poor}</span>}
      {late && <span className="tag tag-outline">{texts.results.late}</span>}
      {row.type === 'refused' && <small>{texts.exam.troubles[row.reason]}</small>}
    </span>
  );
}

/** From a number back to where it came from. */
function Trace({ row }: { row: ResultRow }) {
  const texts = useTexts();
  const instrument = row.type === 'reading' ? row.reading.instrument : null;
  return (
    <dl className="trace">
      {row.type === 'reading' && (
        <div>
          <dt>{texts.results.readingId}</dt>
          <dd>{row.reading.id}</dd>
        </div>
      )}
      <div>
        <dt>{texts.results.eventId}</dt>
        <dd>{row.event.id}</dd>
      </div>
      <div>
        <dt>{texts.results.position}</dt>
        <dd>
          {row.event.epoch}.{row.event.seq}
        </dd>
      </div>
      {instrument !== null && (
        <div>
          <dt>{texts.results.instrument}</dt>
          <dd>
            {instrument.label},{' '}
            {instrument.serial === null
              ? texts.results.noSerial
              : `${texts.results.serial} ${instrument.serial}`}
          </dd>
        </div>
      )}
      {row.type === 'reading' && row.raw !== null && (
        <div>
          <dt>{texts.results.bytes(row.raw.bytes)}</dt>
          <dd>SHA-256 {row.raw.sha256}</dd>
        </div>
      )}
      {!row.event.at.clockSure && <p>{texts.results.clockUnsure}</p>}
    </dl>
  );
}
