import { useLayoutEffect, useRef, useState } from 'react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import type { CallState, DoctorSession } from '../../call/session-contract.ts';
import { Header } from '../Header.tsx';
import { noArrivals, noteArrivals } from '../model/arrivals.ts';
import { documentRows, notInHand } from '../model/documents.ts';
import { isRunning } from '../model/exam.ts';
import { useScreenFocus } from '../session-hooks.ts';
import { CommandLog, type NotSent } from './CommandLog.tsx';
import { ClosingPanel } from './closing/ClosingPanel.tsx';
import type { Summing } from './closing/SummaryWindow.tsx';
import { DocumentPanel } from './documents/DocumentPanel.tsx';
import { EmergencyStrip } from './EmergencyStrip.tsx';
import { EndVisit, LeaveVisit } from './EndVisit.tsx';
import { EnteredBar } from './EnteredBar.tsx';
import { ExamPanel } from './ExamPanel.tsx';
import { LeadPanel } from './LeadPanel.tsx';
import { LinkState } from './LinkState.tsx';
import { Monitor } from './Monitor.tsx';
import { MediaGallery } from './media/MediaGallery.tsx';
import { PatientPanel } from './PatientPanel.tsx';
import { ResultsList } from './ResultsList.tsx';
import { VideoStage } from './VideoStage.tsx';
import { WatchPanel } from './WatchPanel.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly call: CallState;
  readonly place: string;
  /** Wall-clock milliseconds since which the cabinet says to be in this call; null when it does not say. */
  readonly since: number | null;
  readonly summing: Summing;
  readonly onSumming: (next: Summing) => void;
}

export function Consultation({ session, call, place, since, summing, onSumming }: Props) {
  const [notSent, setNotSent] = useState<readonly NotSent[]>([]);
  const [arrivals, setArrivals] = useState(noArrivals);
  const [takenAt] = useState(() => Date.now());
  const serial = useRef(0);
  const heading = useScreenFocus();

  useLayoutEffect(
    () => setArrivals((before) => noteArrivals(before, call.events, Date.now())),
    [call.events],
  );

  const command = (body: CommandBody) => {
    if (session.command(body) !== null) return;
    serial.current += 1;
    const entry = { id: `not-sent-${serial.current}`, body, after: call.commands.length };
    setNotSent((before) => [...before, entry]);
  };

  return (
    <div className="consultation" data-link={call.link} data-testid="consultation">
      <Header
        actions={
          <>
            <LeaveVisit onConfirm={() => session.release()} />
            <EndVisit
              examRunning={isRunning(call.view)}
              notInHand={notInHand(documentRows(call.view, call.sending ?? []))}
              onConfirm={() => command({ type: 'visit.end' })}
            />
          </>
        }
      >
        <h1 ref={heading} tabIndex={-1}>
          {place}
        </h1>
        <LinkState session={session} link={call.link} roundTripMs={call.roundTripMs} />
      </Header>
      <main className="consultation-grid">
        <div className="stage">
          <VideoStage call={call} />
          <Monitor session={session} view={call.view} />
        </div>
        <div className="rail rail-visit">
          <PatientPanel
            view={call.view}
            since={since ?? takenAt}
            live={call.link === 'live'}
            onCommand={command}
          />
          <WatchPanel session={session} call={call} />
          <LeadPanel session={session} view={call.view} live={call.link === 'live'} onCommand={command} />
          <ExamPanel session={session} view={call.view} live={call.link === 'live'} onCommand={command}>
            <CommandLog commands={call.commands} notSent={notSent} />
          </ExamPanel>
          <MediaGallery call={call} />
        </div>
        <div className="rail rail-results">
          <DocumentPanel session={session} call={call} onCommand={command} />
          <EnteredBar view={call.view} live={call.link === 'live'} onCommand={command} />
          <ClosingPanel {...{ session, call, place, summing, onSumming }} onCommand={command} />
          <ResultsList events={call.events} arrivals={arrivals} />
        </div>
      </main>
      <EmergencyStrip place={place} />
    </div>
  );
}
