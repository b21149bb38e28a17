/** Whether a picture or sound has arrived, and as the very bytes that the journal names. */
import { LoaderCircle, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { MediumArrival } from '../../../call/session-contract.ts';
import { useTexts } from '../../texts/context.tsx';

export function ArrivalMark({ arrival }: { readonly arrival: MediumArrival | undefined }) {
  const { arrival: words } = useTexts().media;
  const state = arrival?.state ?? 'coming';
  const Icon = state === 'here' ? ShieldCheck : state === 'coming' ? LoaderCircle : ShieldAlert;
  return (
    <p className="arrival" data-testid="arrival" data-state={state}>
      <Icon aria-hidden="true" />
      {arrival === undefined || arrival.state === 'coming'
        ? words.coming(arrival ? Math.floor((100 * arrival.have) / arrival.bytes) : 0)
        : arrival.state === 'none'
          ? words[arrival.reason]
          : words[arrival.state]}
    </p>
  );
}
