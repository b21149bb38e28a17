import type { DoctorView } from '../../../state-machines/contract.ts';
import { clockTime } from '../model/results.ts';
import { useTexts } from '../texts/context.tsx';

/** Each refused try and why: never hidden, never a result. */
export function RefusedTries({ refused }: { refused: DoctorView['refused'] }) {
  const texts = useTexts();
  if (refused.length === 0) return null;
  return (
    <div className="refused">
      <h3 className="eyebrow">{texts.exam.refusedHeading}</h3>
      <ul data-testid="refused-list">
        {refused.map((row) => (
          <li key={`${row.attempt}-${row.at.mono}`} data-reason={row.reason}>
            <time>{clockTime(row.at.wall, texts.lang)}</time>
            <span>
              <strong>{texts.exam.refusedRow(row.attempt)}</strong> · {texts.exam.troubles[row.reason]}
            </span>
            <span className="refused-values">
              {row.spo2 !== null && `${texts.live.quantities.spo2} ${row.spo2} %`}
              {row.spo2 !== null && row.pulse !== null && ' · '}
              {row.pulse !== null && `${texts.live.quantities['pulse-rate']} ${row.pulse}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
