import type { Reading } from '../../../state-machines/contract.ts';
import { groupsOf, type ReadingGroup } from '../model/results.ts';
import { hintOf, numberText } from '../model/tile.ts';
import { useTexts } from '../texts/context.tsx';

/** Readings of one measurement; the mean that it completes comes before it. */
export function ReadingValues({ readings }: { readings: readonly Reading[] }) {
  return (
    <>
      {groupsOf(readings).map((group) => (
        <Group key={String(group.derived)} group={group} />
      ))}
    </>
  );
}

/** Side by side, with what must be known beside the numbers. */
function Group({ group: { derived, readings } }: { group: ReadingGroup }) {
  const texts = useTexts();
  const extreme = readings.some((reading) => reading.confirmedExtreme);
  const poor = readings.some((reading) => reading.quality === 'poor');
  const under = readings.some((reading) => hintOf(reading.quantity, reading.value) === 'under');
  const flags = [...new Set(readings.flatMap((reading) => reading.flags ?? []))];
  return (
    <>
      {derived && <p className="readings-mean">{texts.results.mean}</p>}
      <ul className="readings" data-derived={derived}>
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
      {readings.some((reading) => reading.atRest === false) && (
        <span className="tag tag-low" data-flag="not-at-rest">
          {texts.results.notAtRest}
        </span>
      )}
      {[...new Set(readings.flatMap(({ site }) => site ?? []))].map((site) => (
        <span key={site} className="tag" data-site={site}>
          {texts.results.sites[site]}
        </span>
      ))}
      {[...new Set(readings.flatMap(({ enteredBy }) => enteredBy ?? []))].map((who) => (
        <span key={who} className="tag tag-low" data-entered-by={who}>
          {texts.results.enteredBy[who]}
        </span>
      ))}
      {flags.map((flag) => (
        <span key={flag} className="tag tag-low" data-flag={flag}>
          {texts.results.flags[flag]}
        </span>
      ))}
      {poor && <span className="tag tag-low">{texts.results.poor}</span>}
    </>
  );
}
