import { useText } from '../../../ui/text.ts';
import { useLive } from '../use-live.ts';

/** mm[Hg]: most inflations stay below; above, the bar is simply full. */
const FULL_MMHG = 220;

/** How tight the cuff is now. A bar without a number: rising and falling is all that the patient needs. */
export function CuffBar() {
  const { t } = useText();
  const mmHg = useLive('press-cuff');
  const share = Math.min(1, Math.max(0, (mmHg ?? 0) / FULL_MMHG));
  return (
    <div className="cuff-bar">
      <span id="cuff-bar-label">{t('pressure.bar')}</span>
      <div
        className="cuff-bar-track"
        role="progressbar"
        aria-labelledby="cuff-bar-label"
        aria-valuenow={mmHg ?? 0}
        aria-valuemin={0}
        aria-valuemax={FULL_MMHG}
        data-mmhg={mmHg ?? ''}
      >
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect className="f-teal" width={100 * share} height="10" />
        </svg>
      </div>
    </div>
  );
}
