/** The doctor's picture stays where it is from the first word to the last; what is below it changes. */
import { useSyncExternalStore } from 'react';
import type { ExamView, GivenDocument, ShareQuestion, Third } from '../../../state-machines/contract.ts';
import { usePatient } from '../patient-context.tsx';
import { DoctorFrame } from './DoctorFrame.tsx';
import { DocumentStep, documentNow } from './DocumentStep.tsx';
import { Documents } from './Documents.tsx';
import { ExamStep } from './ExamStep.tsx';
import { QuickSetBar } from './QuickSetBar.tsx';
import { ShareStep } from './ShareStep.tsx';
import { Talk } from './Talk.tsx';
import { ThirdStep } from './ThirdStep.tsx';
import './call.css';

export function CallPhase() {
  const { view, peer } = usePatient();
  const call = useSyncExternalStore(peer.subscribe, peer.getState);
  const exam = view.phase === 'exam' || view.phase === 'alone' ? view.exam : null;
  // An exam is not interrupted: the document waits.
  const document = exam === null ? documentNow(view) : null;
  const question = exam === null && document === null ? (view.share?.question ?? null) : null;
  const third = exam === null && document === null && view.third?.granted === null ? view.third.who : null;
  const small =
    exam !== null || document !== null || question !== null || third !== null || view.phase === 'documents';
  return (
    <div className={`call ${view.doctor === null ? 'call-alone' : small ? 'call-small' : ''}`}>
      {view.doctor === null ? null : <DoctorFrame call={call} doctor={view.doctor} small={small} />}
      {view.quickSet == null ? null : <QuickSetBar set={view.quickSet} />}
      <Below
        exam={exam}
        document={document}
        third={third}
        question={question}
        ending={view.phase === 'documents'}
      />
    </div>
  );
}

interface BelowProps {
  readonly exam: ExamView | null;
  readonly document: GivenDocument | null;
  readonly third: Third | null;
  readonly question: ShareQuestion | null;
  readonly ending: boolean;
}

function Below({ exam, document, third, question, ending }: BelowProps) {
  if (exam !== null) return <ExamStep exam={exam} />;
  if (document !== null) return <DocumentStep key={document.id} document={document} />;
  if (third !== null) return <ThirdStep key={third} who={third} />;
  if (question !== null) return <ShareStep key={question} question={question} />;
  return ending ? <Documents /> : <Talk />;
}
