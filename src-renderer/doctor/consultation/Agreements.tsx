/** What the patient agreed to, as it stands now, and the question whether somebody else may be in the call. */
import { Handshake } from 'lucide-react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import { THIRDS, thirdSchema } from '../../../state-machines/agreements.ts';
import type { DoctorView } from '../../../state-machines/contract.ts';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly view: DoctorView;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

export function Agreements({ view, live, onCommand }: Props) {
  const { agreements } = useTexts().identity;
  const { mediaConsent = null, third = null, share } = view;
  const said = (granted: boolean | null | undefined): string =>
    agreements.said[granted == null ? 'open' : granted ? 'yes' : 'no'];
  const facts = [
    ['pictures', mediaConsent, agreements.pictures] as const,
    ['share', share?.granted, agreements.share] as const,
    ...(third === null ? [] : [['third', third.granted, agreements.thirds[third.who]] as const]),
  ];
  return (
    <div className="agreements-row" data-testid="agreements" title={agreements.heading}>
      <Handshake aria-hidden="true" />
      <p role="status">
        {facts.map(([name, granted, words]) => (
          <span key={name} data-agreement={name} data-granted={granted ?? 'open'}>
            {words} : <strong>{said(granted)}</strong>
          </span>
        ))}
      </p>
      <select
        aria-label={agreements.ask}
        value=""
        disabled={!live || third?.granted === null}
        data-testid="third-ask"
        onChange={(event) => {
          const who = thirdSchema.safeParse(event.target.value);
          if (who.success) onCommand({ type: 'third.ask', who: who.data });
        }}
      >
        <option value="">{agreements.ask}</option>
        {THIRDS.filter((who) => who !== third?.who).map((who) => (
          <option key={who} value={who}>
            {agreements.thirds[who]}
          </option>
        ))}
      </select>
    </div>
  );
}
