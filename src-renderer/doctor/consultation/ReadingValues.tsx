import type { Reading } from '../../../state-machines/contract.ts';
import { hintOf, numberText } from '../model/tile.ts';
import { useTexts } from '../texts/context.tsx';

/** Readings of one measurement, side by side. */
export function ReadingValues({ readings }: { readings: readonly Reading[] }) {
  const texts = useTexts();
  const extreme = readings.some((reading) => reading.confirmedExtreme);
  const poor = readings.some((reading) => reading.quality === 'poor');
  const under = readings.some((reading) => hintOf(reading.quantity, reading.value) === 'under');
  return (
    <>
      <ul className="readings">
        {readings.map((reading) => (
          <li
            key={reading.id}
            data-testid="result-reading"
            data-id={reading.id}
            data-quantity={reading.quantity}
            data-value={reading.value}
            data-extreme={reading.confirmedExtreme}
          >
            <span>{texts.live.quantities[reading.quantity]}</span>
            <strong>{numberText(reading.quantity, reading.value, texts)}</strong>
            <small>{texts.live.units[reading.quantity]}</small>
          </li>
        ))}
      </ul>
      {extreme && <span className="tag tag-high">{texts.results.confirmed}</span>}
      {under && <span className="tag tag-low">{texts.live.under}</span>}
      {poor && <span className="tag tag-low">{texts.results.poor}</span>}
    </>
  );
}
