/** What the doctor sends to the patient on paper or on the screen, and whether it is in his hand. */
import { FilePlus2, Printer, X } from 'lucide-react';
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import type { GivenDocument } from '../../../../state-machines/contract.ts';
import type { CallState, DoctorSession } from '../../../call/session-contract.ts';
import { Button } from '../../Button.tsx';
import { type DocumentRow, documentRows } from '../../model/documents.ts';
import { useTexts } from '../../texts/context.tsx';
import { SendDialog } from './SendDialog.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly call: CallState;
  readonly onCommand: (body: CommandBody) => void;
}

export function DocumentPanel({ session, call, onCommand }: Props) {
  const { documents } = useTexts();
  const live = call.link === 'live';
  const rows = documentRows(call.view, call.sending ?? []);
  return (
    <section className="panel documents" aria-labelledby="documents-heading" data-testid="documents">
      <div className="documents-head">
        <h2 id="documents-heading">{documents.heading}</h2>
        <SendDialog
          disabled={!live}
          icon={<FilePlus2 aria-hidden="true" />}
          onSend={(what, bytes) => void session.sendDocument(what, bytes)}
        />
      </div>
      {rows.length === 0 ? (
        <p className="documents-hint">{documents.hint}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.document.id} data-document={row.document.id}>
              <p className="documents-title">
                <span>{documents.kinds[row.document.kind]}</span> <strong>{row.document.title}</strong>
              </p>
              {row.on === 'way' ? (
                <OnItsWay row={row} onDrop={() => session.dropDocument(row.document.id)} />
              ) : (
                <Given document={row.document} live={live} onCommand={onCommand} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Way = Extract<DocumentRow, { on: 'way' }>;

function OnItsWay({ row, onDrop }: { readonly row: Way; readonly onDrop: () => void }) {
  const { documents } = useTexts();
  const { journey } = row.document;
  if (journey.state === 'refused')
    return (
      <p className="notice notice-low" role="alert">
        {documents.refused[journey.reason]}
      </p>
    );
  return (
    <div className="documents-state">
      <p>{documents.going(row.percent)}</p>
      <Button look="quiet" onPress={onDrop} icon={<X aria-hidden="true" />}>
        {documents.drop}
      </Button>
    </div>
  );
}

interface GivenProps {
  readonly document: GivenDocument;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

function Given({ document, live, onCommand }: GivenProps) {
  const { documents } = useTexts();
  const { hand, copies } = document;
  const trouble = hand.state === 'printing' ? hand.trouble : null;
  const lost = hand.state === 'not-handed-over' ? hand : null;
  const again = hand.state === 'handed-over' || lost !== null;
  return (
    <div className="documents-state" role="status" data-hand={hand.state}>
      <p className={trouble !== null || lost !== null ? 'notice notice-low' : undefined}>
        <strong>{documents.states[hand.state]}</strong>
        {trouble === null ? null : ` : ${documents.troubles[trouble]}`}
        {lost === null ? null : ` : ${documents.reasons[lost.why]}`}
        {copies > 1 ? ` (${documents.copies(copies)})` : null}
        {lost?.withdrawn === false ? `. ${documents.mayStillCome}` : null}
      </p>
      {again ? (
        <Button
          look="outline"
          disabled={!live}
          label={documents.againTitle(document.title)}
          testId="print-again"
          onPress={() => onCommand({ type: 'document.print', document: document.id })}
          icon={<Printer aria-hidden="true" />}
        >
          {documents.again}
        </Button>
      ) : null}
    </div>
  );
}
