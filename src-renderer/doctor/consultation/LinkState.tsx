import type { CallState } from '../../call/session-contract.ts';
import { useTexts } from '../texts/context.tsx';

/** The link in one word, always at the same place; the round trip beside it while there is one. */
export function LinkState({ link, roundTripMs }: Pick<CallState, 'link' | 'roundTripMs'>) {
  const texts = useTexts();
  return (
    <p className="link" data-link={link} data-testid="link-state">
      <span role="status">
        <i aria-hidden="true" />
        {texts.call[link]}
      </span>
      {link === 'live' && roundTripMs !== null && (
        <small data-testid="round-trip">{texts.call.roundTrip(String(Math.round(roundTripMs)))}</small>
      )}
    </p>
  );
}
