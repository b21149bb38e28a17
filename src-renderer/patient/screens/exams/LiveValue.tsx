import { useText } from '../../../ui/text.ts';
import { writtenNumber } from '../number.ts';
import { useLive } from '../use-live.ts';
import type { ResultCard } from './guide.ts';

/** What the instrument shows now, while it settles; a dash for no value. */
export function LiveValue({ card }: { readonly card: ResultCard }) {
  const { t, language } = useText();
  const [quantity = 'body-temperature'] = card.quantities;
  const value = useLive(quantity, card.decimals);
  return (
    <dl className="results" data-cards={1}>
      <div data-quantity={quantity}>
        <dt>{t(card.label)}</dt>
        <dd>
          {value === null ? t('result.none') : writtenNumber(value, card.decimals, language)}
          <span> {t(card.unit)}</span>
        </dd>
      </div>
    </dl>
  );
}
