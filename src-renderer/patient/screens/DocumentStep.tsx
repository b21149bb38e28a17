/** One document of the doctor: read, wanted on paper or not, printed, and what became of it. */
import { Check, FileText, Printer, RotateCcw, X } from 'lucide-react';
import type { GivenDocument, PatientView } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { PapersScene } from '../art/scenes.tsx';
import { DocumentPages } from '../documents/DocumentPages.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { SheetStep } from './SheetStep.tsx';

/** The one that the patient is asked about, or that he has not seen the end of; null: none. */
export function documentNow(view: PatientView): GivenDocument | null {
  const open = ({ hand, seen }: GivenDocument): boolean =>
    hand.state === 'waits' || hand.state === 'printing' || (hand.state !== 'shown' && !seen);
  return view.documents?.find(open) ?? null;
}

export function DocumentStep({ document }: { readonly document: GivenDocument }) {
  switch (document.hand.state) {
    case 'waits':
    case 'shown':
      if (document.lines !== undefined) return <SheetStep document={document} lines={document.lines} />;
      return <Choice document={document} />;
    case 'printing':
      return <Printing document={document} trouble={document.hand.trouble} />;
    case 'handed-over':
      return <HandedOver document={document} />;
    case 'not-handed-over':
      return <NotHandedOver document={document} hand={document.hand} />;
  }
}

interface Props {
  readonly document: GivenDocument;
}

function useChoice({ id }: GivenDocument) {
  const { act, pending } = usePatient();
  return {
    pending,
    choose: (choice: 'print' | 'show' | 'seen') => void act({ type: 'document', document: id, choice }),
  };
}

function Choice({ document }: Props) {
  const { pending, choose } = useChoice(document);
  return (
    <Step
      name={`document-${document.id}`}
      title={`document.${document.kind}`}
      text="document.text"
      art={<DocumentPages document={document} />}
      controls={
        <div className="answers">
          <Button
            label="document.show"
            variant="secondary"
            icon={FileText}
            pending={pending}
            onPress={() => choose('show')}
          />
          <Button label="document.print" icon={Printer} pending={pending} onPress={() => choose('print')} />
        </div>
      }
    />
  );
}

type Trouble = Extract<GivenDocument['hand'], { state: 'printing' }>['trouble'];

function Printing({ document, trouble }: Props & { readonly trouble: Trouble }) {
  const { pending, choose } = useChoice(document);
  return (
    <Step
      name={`document-printing-${trouble ?? 'well'}`}
      title={trouble === null ? 'document.printing.title' : 'document.trouble.title'}
      text={trouble === null ? 'document.printing.text' : `document.trouble.${trouble}`}
      art={<PapersScene />}
      controls={
        <Button
          label="document.stop"
          variant="secondary"
          icon={X}
          pending={pending}
          onPress={() => choose('show')}
        />
      }
    />
  );
}

function HandedOver({ document }: Props) {
  const { pending, choose } = useChoice(document);
  return (
    <Step
      name="document-handed-over"
      title="document.handed.title"
      text="document.handed.text"
      art={<PapersScene />}
      controls={
        <Button label="document.taken" icon={Check} pending={pending} onPress={() => choose('seen')} />
      }
    />
  );
}

type Lost = Extract<GivenDocument['hand'], { state: 'not-handed-over' }>;

const wordsOf = ({ why, withdrawn }: Lost): TextKey =>
  why === 'no-printer' ? 'document.not.none' : withdrawn ? 'document.not.again' : 'document.not.maybe';

function NotHandedOver({ document, hand }: Props & { readonly hand: Lost }) {
  const { pending, choose } = useChoice(document);
  const understood = (
    <Button
      label="document.understood"
      variant={hand.withdrawn ? 'secondary' : 'primary'}
      icon={Check}
      pending={pending}
      onPress={() => choose('seen')}
    />
  );
  return (
    <Step
      name={`document-not-handed-over-${hand.print}`}
      title="document.not.title"
      text={wordsOf(hand)}
      art={<PapersScene />}
      controls={
        hand.withdrawn && hand.why !== 'no-printer' ? (
          <div className="answers">
            {understood}
            <Button
              label="document.again"
              icon={RotateCcw}
              pending={pending}
              onPress={() => choose('print')}
            />
          </div>
        ) : (
          understood
        )
      }
    />
  );
}
