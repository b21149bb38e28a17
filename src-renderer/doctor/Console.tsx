import { useEffect, useRef, useState } from 'react';
import type { DoctorSession } from '../call/session-contract.ts';
import { Closing } from './consultation/Closing.tsx';
import { Consultation } from './consultation/Consultation.tsx';
import { NO_SUMMING, type Summing } from './consultation/closing/SummaryWindow.tsx';
import { Reading } from './consultation/Reading.tsx';
import { Distrust } from './Distrust.tsx';
import { LoginScreen } from './login/LoginScreen.tsx';
import type { PersonalLink } from './model/link.ts';
import { useDoctorState } from './session-hooks.ts';
import { WaitingRoom } from './waiting/WaitingRoom.tsx';

/** Which screen the session's state calls for. */
export function Console({ session, link = null }: { session: DoctorSession; link?: PersonalLink | null }) {
  const state = useDoctorState(session);
  const linkUsed = useRef(false);

  useEffect(() => {
    if (link === null || linkUsed.current) return;
    linkUsed.current = true;
    void session.login(link.doctor, link.secret);
  }, [session, link]);

  const { call } = state;
  // Of one visit: the next one begins empty.
  const [written, setWritten] = useState<{ readonly visit: string; readonly summing: Summing } | null>(null);
  const visit = call?.visit ?? '';
  const summing = written?.visit === visit ? written.summing : NO_SUMMING;
  const onSumming = (next: Summing) => setWritten({ visit, summing: next });
  if (call !== null) {
    const box = state.boxes.find((presence) => presence.box === call.box);
    const place = box?.place ?? call.box;
    const since = box?.state === 'in-call' ? box.since : null;
    const reads = call.view === null ? box?.state === 'idle' : call.view.phase === 'idle';
    if (call.ended === null && reads) return <Reading session={session} call={call} place={place} />;
    return call.ended === null ? (
      <>
        <Consultation session={session} call={call} place={place} since={since} {...{ summing, onSumming }} />
        <Distrust session={session} state={state} />
      </>
    ) : (
      <Closing session={session} call={call} place={place} reason={call.ended} {...{ summing, onSumming }} />
    );
  }
  if (state.login === 'in') return <WaitingRoom session={session} state={state} />;
  return <LoginScreen session={session} login={state.login} byLink={link !== null} />;
}
