import { ArrowLeft } from 'lucide-react';
import type { CallState, DoctorSession } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { Header } from '../Header.tsx';
import { noArrivals } from '../model/arrivals.ts';
import { acceptedCount } from '../model/results.ts';
import { useTexts } from '../texts/context.tsx';
import { SummaryWindow, type Summing } from './closing/SummaryWindow.tsx';
import { ResultsList } from './ResultsList.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly call: CallState;
  readonly place: string;
  readonly reason: NonNullable<CallState['ended']>;
  readonly summing: Summing;
  readonly onSumming: (next: Summing) => void;
}

export function Closing({ session, call, place, reason, summing, onSumming }: Props) {
  const texts = useTexts();
  const accepted = acceptedCount(call.events);
  return (
    <div className="page">
      <Header>
        <span className="header-product">{texts.product}</span>
      </Header>
      <main className="closing" data-testid="closing" data-reason={reason}>
        <p className="eyebrow">{place}</p>
        <h1>{texts.ended.heading[reason]}</h1>
        <p className="lead">
          {reason === 'interrupted' && call.view?.phase === 'idle'
            ? texts.lead.prepared.taken
            : texts.ended.body[reason]}
        </p>
        <p className="closing-summary" data-testid="closing-summary">
          {texts.ended.summary(accepted)}
        </p>
        <Button
          look="solid"
          autoFocus
          onPress={() => session.dismiss()}
          testId="back-to-waiting"
          icon={<ArrowLeft aria-hidden="true" />}
        >
          {texts.ended.back}
        </Button>
        <SummaryWindow
          {...{ call, place, summing, onSumming }}
          doctor={session.getState().doctor?.name ?? ''}
          onCommand={null}
        />
        {accepted > 0 && <ResultsList events={call.events} arrivals={noArrivals} />}
      </main>
    </div>
  );
}
