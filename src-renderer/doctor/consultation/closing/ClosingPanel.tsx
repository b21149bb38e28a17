/** What is read before, and left after a visit: notes of others, the summary, a note for the next, the patient's sheet. */
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import type { CallState, DoctorSession } from '../../../call/session-contract.ts';
import { useTexts } from '../../texts/context.tsx';
import { EarlierWindow } from './EarlierWindow.tsx';
import { NoteState, NoteWindow } from './NoteWindow.tsx';
import { SheetWindow } from './SheetWindow.tsx';
import { SummaryWindow, type Summing } from './SummaryWindow.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly call: CallState;
  readonly place: string;
  readonly summing: Summing;
  readonly onSumming: (next: Summing) => void;
  readonly onCommand: (body: CommandBody) => void;
}

export function ClosingPanel({ session, call, place, summing, onSumming, onCommand }: Props) {
  const { closing } = useTexts();
  const live = call.link === 'live';
  const { view } = call;
  const doctor = session.getState().doctor?.name ?? '';
  return (
    <section className="panel closing-panel" aria-labelledby="closing-heading" data-testid="closing-panel">
      <h2 id="closing-heading">{closing.heading}</h2>
      <div className="closing-row">
        <EarlierWindow view={view} live={live} onCommand={onCommand} />
        <SummaryWindow {...{ call, place, doctor, summing, onSumming, onCommand }} />
        <NoteWindow view={view} live={live} onCommand={onCommand} />
        <SheetWindow session={session} view={view} live={live} />
      </div>
      <NoteState view={view} />
    </section>
  );
}
