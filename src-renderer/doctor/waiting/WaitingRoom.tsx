import { CircleAlert, LogOut, WifiOff, X } from 'lucide-react';
import type { DoctorSession, DoctorState } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { Distrust } from '../Distrust.tsx';
import { Header } from '../Header.tsx';
import { notWaiting, waitingFirst } from '../model/waiting.ts';
import { useNow, useScreenFocus } from '../session-hooks.ts';
import { useTexts } from '../texts/context.tsx';
import type { Texts } from '../texts/fr.ts';
import { OtherBoxes } from './OtherBoxes.tsx';
import { WaitingBox } from './WaitingBox.tsx';

export function WaitingRoom({ session, state }: { session: DoctorSession; state: DoctorState }) {
  const texts = useTexts();
  const heading = useScreenFocus();
  const now = useNow(1000);
  const waiting = waitingFirst(state.boxes);
  const others = notWaiting(state.boxes);
  const up = state.broker === 'up';

  return (
    <div className="page">
      <Header
        actions={
          <>
            <span className="header-doctor">
              <small>{texts.header.asDoctor}</small>
              {state.doctor?.name}
            </span>
            <Button
              look="quiet"
              onPress={() => session.logout()}
              icon={<LogOut aria-hidden="true" />}
              testId="logout"
            >
              {texts.header.logout}
            </Button>
          </>
        }
      >
        <span className="header-product">{texts.product}</span>
      </Header>
      <main className="waiting" data-broker={state.broker}>
        <div className="waiting-heading">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {texts.waiting.heading}
            </h1>
            <p className="lead" aria-live="polite" data-testid="waiting-count">
              {texts.waiting.count(waiting.length)}
            </p>
          </div>
          <p className="broker" data-broker={state.broker} data-testid="broker-state">
            <i aria-hidden="true" />
            {brokerText(state.broker, texts)}
          </p>
        </div>

        <Distrust session={session} state={state} />
        <div role="status" className="waiting-notices">
          {state.broker === 'down' && (
            <p className="notice notice-medium" data-testid="broker-down">
              <WifiOff aria-hidden="true" />
              <span>
                <strong>{texts.waiting.brokerDown}.</strong> {texts.waiting.brokerDownHint}
              </span>
            </p>
          )}
          {state.claimRefused !== null && (
            <div className="notice notice-low" data-testid="claim-refused">
              <CircleAlert aria-hidden="true" />
              <span>{refusedText(state, texts)}</span>
              <Button
                look="quiet"
                onPress={() => session.dismiss()}
                icon={<X aria-hidden="true" />}
                testId="dismiss"
              >
                {texts.waiting.dismiss}
              </Button>
            </div>
          )}
        </div>

        {waiting.length > 0 ? (
          <ol className="waiting-list" aria-label={texts.waiting.waitingGroup} data-testid="waiting-list">
            {waiting.map((box, index) => (
              <WaitingBox
                key={box.box}
                box={box}
                now={now}
                first={index === 0}
                disabled={!up}
                onTake={() => session.take(box.box)}
              />
            ))}
          </ol>
        ) : (
          <div className="waiting-empty">
            <p>{state.boxes.length === 0 ? texts.waiting.noBoxes : texts.waiting.empty}</p>
            <small>{texts.waiting.emptyHint}</small>
          </div>
        )}
        {others.length > 0 && (
          <OtherBoxes boxes={others} now={now} disabled={!up} onRead={(box) => session.take(box)} />
        )}
      </main>
    </div>
  );
}

function brokerText(broker: DoctorState['broker'], { waiting }: Texts): string {
  if (broker === 'up') return waiting.brokerUp;
  return broker === 'down' ? waiting.brokerRetry : waiting.brokerConnecting;
}

function refusedText(state: DoctorState, texts: Texts): string {
  const refused = state.claimRefused;
  if (refused === null) return '';
  const place = state.boxes.find((box) => box.box === refused.box)?.place ?? refused.box;
  if (refused.reason === 'taken') return texts.waiting.refusedTaken(place);
  if (refused.reason === 'nobody-waiting') return texts.waiting.refusedNobody(place);
  return texts.waiting.refusedOther(place);
}
