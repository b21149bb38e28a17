/** The doctor's picture stays where it is from the first word to the last; what is below it changes. */
import { useSyncExternalStore } from 'react';
import { usePatient } from '../patient-context.tsx';
import { DoctorFrame } from './DoctorFrame.tsx';
import { Documents } from './Documents.tsx';
import { ExamStep } from './ExamStep.tsx';
import { QuickSetBar } from './QuickSetBar.tsx';
import { Talk } from './Talk.tsx';
import './call.css';

export function CallPhase() {
  const { view, peer } = usePatient();
  const call = useSyncExternalStore(peer.subscribe, peer.getState);
  const exam = view.phase === 'exam' || view.phase === 'alone' ? view.exam : null;
  const small = exam !== null || view.phase === 'documents';
  return (
    <div className={`call ${view.doctor === null ? 'call-alone' : small ? 'call-small' : ''}`}>
      {view.doctor === null ? null : <DoctorFrame call={call} doctor={view.doctor} small={small} />}
      {view.quickSet == null ? null : <QuickSetBar set={view.quickSet} />}
      {exam ? <ExamStep exam={exam} /> : view.phase === 'documents' ? <Documents /> : <Talk />}
    </div>
  );
}
