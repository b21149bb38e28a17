/** The patient's sheet: large on the screen, said aloud line by line, on paper only when he says so. */
import { EyeOff, Printer } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import type { GivenDocument, SheetLine } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { languages, paperLanguage } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { localVoice, type Utterance } from '../../ui/voice/player.ts';
import { useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { usePanel } from '../panel-context.ts';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import '../documents/document-pages.css';

interface Props {
  readonly document: GivenDocument;
  readonly lines: readonly SheetLine[];
}

/** What has no clip is said by a voice of this machine; without one the eyes are called to it. */
function useSheetVoice(lines: readonly SheetLine[]): () => Utterance[] {
  const utterances = useUtterances();
  const { language } = useText();
  const { tag } = languages[language];
  return useCallback(() => {
    const speaks = localVoice(tag) !== null;
    const said = lines.flatMap((line): Utterance[] => {
      if ('ready' in line) return utterances([`sheet.line.${line.ready}`]);
      return speaks ? [{ key: 'sheet.text', url: null, text: line.text, tag }] : utterances(['sheet.own']);
    });
    const paper = paperLanguage(language) === language ? [] : utterances(['sheet.inFrench']);
    return [...utterances(['document.sheet']), ...said, ...utterances(['sheet.text']), ...paper];
  }, [lines, language, tag, utterances]);
}

export function SheetStep({ document, lines }: Props) {
  const { t, language } = useText();
  const { act, pending } = usePatient();
  const { covered } = usePanel();
  const player = useVoicePlayer();
  const said = useSheetVoice(lines);
  const choose = (choice: 'print' | 'show') => () =>
    void act({ type: 'document', document: document.id, choice });

  useEffect(() => {
    if (!covered) player?.speak(said());
  }, [player, said, covered]);

  return (
    <Step
      name={`sheet-${document.id}`}
      title="document.sheet"
      text="sheet.text"
      say={[]}
      layout="form"
      controls={
        <div className="answers">
          <Button
            label="sheet.noPaper"
            variant="secondary"
            icon={EyeOff}
            pending={pending}
            onPress={choose('show')}
          />
          <Button
            label="document.print"
            variant="secondary"
            icon={Printer}
            pending={pending}
            onPress={choose('print')}
          />
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what may scroll is reached by keys too */}
      <ol className="sheet-lines" tabIndex={0} aria-label={t('document.sheet')}>
        {lines.map((line) => {
          if ('text' in line)
            return (
              <li key={line.text} className="sheet-own">
                {line.text}
              </li>
            );
          return <li key={line.ready}>{t(`sheet.line.${line.ready}`)}</li>;
        })}
      </ol>
      {paperLanguage(language) === language ? null : <p>{t('sheet.inFrench')}</p>}
    </Step>
  );
}
