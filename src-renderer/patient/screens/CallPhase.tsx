/** The doctor's picture stays where it is from the first word to the last; what is below it changes. */
import { useSyncExternalStore } from 'react';
import type { ExamView, GivenDocument } from '../../../state-machines/contract.ts';
import { usePatient } from '../patient-context.tsx';
import { DoctorFrame } from './DoctorFrame.tsx';
import { DocumentStep, documentNow } from './DocumentStep.tsx';
import { Documents } from './Documents.tsx';
import { ExamStep } from './ExamStep.tsx';
import { QuickSetBar } from './QuickSetBar.tsx';
import { Talk } from './Talk.tsx';
import './call.css';

export function CallPhase() {
  const { view, peer } = usePatient();
  const call = useSyncExternalStore(peer.subscribe, peer.getState);
  const exam = view.phase === 'exam' || view.phase === 'alone' ? view.exam : null;
  // An exam is not interrupted: the document waits.
  const document = exam === null ? documentNow(view) : null;
  const small = exam !== null || document !== null || view.phase === 'documents';
  return (
    <div className={`call ${view.doctor === null ? 'call-alone' : small ? 'call-small' : ''}`}>
      {view.doctor === null ? null : <DoctorFrame call={call} doctor={view.doctor} small={small} />}
      {view.quickSet == null ? null : <QuickSetBar set={view.quickSet} />}
      <Below exam={exam} document={document} ending={view.phase === 'documents'} />
    </div>
  );
}

interface BelowProps {
  readonly exam: ExamView | null;
  readonly document: GivenDocument | null;
  readonly ending: boolean;
}

function Below({ exam, document, ending }: BelowProps) {
  if (exam !== null) return <ExamStep exam={exam} />;
  if (document !== null) return <DocumentStep key={document.id} document={document} />;
  return ending ? <Documents /> : <Talk />;
}
