import { Fragment } from 'react';
import type { ResultRow } from '../model/results.ts';
import { useTexts } from '../texts/context.tsx';

/** From a number back to where it came from. */
export function Trace({ row }: { row: ResultRow }) {
  const texts = useTexts();
  const { results } = texts;
  const readings = row.type === 'accepted' ? row.readings : [];
  const instrument = readings[0]?.instrument;
  const raw = row.type === 'accepted' ? row.raw : null;
  return (
    <dl className="trace" data-testid="trace">
      {instrument !== undefined && (
        <>
          <dt>{results.instrument}</dt>
          <dd>
            {instrument.label},{' '}
            {instrument.serial === null ? results.noSerial : `${results.serial} ${instrument.serial}`}
          </dd>
        </>
      )}
      {readings.map((reading) => (
        <Fragment key={reading.id}>
          <dt>{texts.live.quantities[reading.quantity]}</dt>
          <dd>{reading.id}</dd>
        </Fragment>
      ))}
      {raw !== null && (
        <>
          <dt>{results.bytes(raw.bytes)}</dt>
          <dd>SHA-256 {raw.sha256}</dd>
        </>
      )}
      <dt>{results.eventId}</dt>
      <dd data-testid="trace-event">{row.event.id}</dd>
      <dt>{results.position}</dt>
      <dd>
        {row.event.epoch}.{row.event.seq}
        {!row.event.at.clockSure && ` · ${results.clockUnsure}`}
      </dd>
    </dl>
  );
}
