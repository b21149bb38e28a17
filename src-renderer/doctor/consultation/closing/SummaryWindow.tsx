/** The summary: three fields, the text that is made of them and of the journal, and its ways out of this page. */
import { ClipboardCopy, FileDown, FileText, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import { summarySchema } from '../../../../state-machines/closing.ts';
import type { CallState } from '../../../call/session-contract.ts';
import { Button } from '../../Button.tsx';
import { EMPTY_DRAFT, type SummaryDraft, summaryText } from '../../model/summary.ts';
import { useTexts } from '../../texts/context.tsx';
import { makePdf, saveFile } from './make-pdf.ts';
import { summaryPages } from './pdf-pages.ts';
import { TextArea, Window } from './Window.tsx';

/** `text` null: made anew at each change, as long as the doctor has not written into it. */
export interface Summing extends SummaryDraft {
  readonly text: string | null;
}
export const NO_SUMMING: Summing = { ...EMPTY_DRAFT, text: null };

interface Props {
  readonly call: CallState;
  readonly place: string;
  readonly doctor: string;
  readonly summing: Summing;
  readonly onSumming: (next: Summing) => void;
  /** Null: the call is over, the cabinet makes nothing any more. */
  readonly onCommand: ((body: CommandBody) => void) | null;
}

const MOST = 4000;
const dayOf = (call: CallState): string =>
  new Date(call.events[0]?.at.wall ?? Date.now()).toISOString().slice(0, 10);

export function SummaryWindow({ call, place, doctor, summing, onSumming, onCommand }: Props) {
  const texts = useTexts();
  const words = texts.closing.summary;
  const [told, setTold] = useState<'copied' | 'notCopied' | 'pdfFailed' | null>(null);
  const source = { view: call.view, events: call.events, place, doctor };
  const text = summing.text ?? summaryText(source, summing, texts);
  const field = (name: keyof SummaryDraft, rows: number, most = MOST) => (
    <TextArea
      label={words[name]}
      value={summing[name]}
      rows={rows}
      most={most}
      testId={`summary-${name}`}
      onChange={(value) => onSumming({ ...summing, [name]: value })}
    />
  );
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setTold('copied'),
      () => setTold('notCopied'),
    );
  const pdf = () =>
    void makePdf(summaryPages(text, new Date(), words.page, texts.lang)).then((bytes) => {
      setTold(bytes === null ? 'pdfFailed' : null);
      if (bytes !== null)
        saveFile(`compte-rendu-${dayOf(call)}.pdf`, new Blob([bytes], { type: 'application/pdf' }));
    });
  return (
    <Window
      open={words.open}
      icon={<FileText aria-hidden="true" />}
      heading={words.heading}
      testId="summary"
      actions={() => (
        <>
          <Button
            look="outline"
            testId="summary-copy"
            icon={<ClipboardCopy aria-hidden="true" />}
            onPress={copy}
          >
            {words.copy}
          </Button>
          <Button look="outline" testId="summary-pdf" icon={<FileDown aria-hidden="true" />} onPress={pdf}>
            {words.pdf}
          </Button>
          <FhirDocument call={call} summing={summing} text={text} onCommand={onCommand} />
        </>
      )}
    >
      <div className="summary-fields">
        {field('reason', 2, 600)}
        {field('conclusion', 2)}
        {field('followUp', 2)}
      </div>
      <TextArea
        label={words.text}
        value={text}
        rows={12}
        most={20_000}
        testId="summary-text"
        onChange={(value) => onSumming({ ...summing, text: value })}
      />
      {summing.text !== null && (
        <div className="closing-row">
          <Button
            look="quiet"
            testId="summary-again"
            icon={<RotateCcw aria-hidden="true" />}
            onPress={() => onSumming({ ...summing, text: null })}
          >
            {words.again}
          </Button>
          <span className="closing-hint">{words.againHint}</span>
        </div>
      )}
      <p role="status">{told === null ? '' : words[told]}</p>
    </Window>
  );
}

type FhirProps = Pick<Props, 'call' | 'summing' | 'onCommand'> & { readonly text: string };

/** Made by the cabinet out of its own journal; kept there, and here once its bytes are the ones that it names. */
function FhirDocument({ call, summing, text, onCommand }: FhirProps) {
  const { closing } = useTexts();
  const words = closing.summary;
  const { reason, conclusion, followUp } = summing;
  const summary = summarySchema.safeParse({ reason, conclusion, followUp, text });
  const made = call.view?.summary ?? null;
  const arrival = made === null ? null : (call.media?.get(made.id) ?? null);
  const blob = arrival?.state === 'here' ? arrival.blob : null;
  const lost = arrival !== null && arrival.state !== 'here' && arrival.state !== 'coming';
  return (
    <>
      <Button
        look="outline"
        disabled={onCommand === null || call.link !== 'live' || !summary.success}
        testId="summary-fhir"
        onPress={() => {
          if (summary.success) onCommand?.({ type: 'summary.write', summary: summary.data });
        }}
      >
        {words.fhir}
      </Button>
      {!summary.success && <small>{words.fhirNeeds}</small>}
      {arrival?.state === 'coming' && <small role="status">{words.fhirComing}</small>}
      {lost && <small role="alert">{words.fhirFailed}</small>}
      {blob !== null && (
        <Button
          look="solid"
          testId="summary-fhir-save"
          onPress={() => saveFile(`compte-rendu-${dayOf(call)}.json`, blob)}
        >
          {words.fhirSave}
        </Button>
      )}
    </>
  );
}
