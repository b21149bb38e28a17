/**
 * A sentence of the doctor, as large as it fits. One of the ready ones has its clip; another is said by a voice of
 * this machine where it has one, else a spoken notice calls the eyes to it. The doctor is told which it was.
 */
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ShownSentence } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { languages, type TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { localVoice } from '../../ui/voice/player.ts';
import { useUtterances, useVoicePlayer, useVoiceState } from '../../ui/voice/voice-context.tsx';
import { DoctorPortrait } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

/** Characters that fit on three lines of the large size. */
const SHORT = 60;

export function SentencePanel({ shown }: { readonly shown: ShownSentence }) {
  const { t, language } = useText();
  const { act, pending, session } = usePatient();
  const player = useVoicePlayer();
  const utterances = useUtterances();
  const muted = useVoiceState() === 'muted';
  const told = useRef(false);
  const { id, sentence } = shown;
  const ready: TextKey | null = 'ready' in sentence ? `say.${sentence.ready}` : null;
  const own = 'text' in sentence ? sentence.text : '';
  const text = ready === null ? own : t(ready);
  const { tag } = languages[language];

  useEffect(() => {
    if (told.current || player === null) return;
    told.current = true;
    const voice = ready !== null || localVoice(tag) !== null;
    if (ready === null && voice)
      player.aside([
        ...utterances(['sentence.attention']),
        { key: 'sentence.own', url: null, text: own, tag },
      ]);
    void session.request({ type: 'sentenceShown', id, spoken: voice && !muted });
  }, [player, ready, own, tag, utterances, session, id, muted]);

  return (
    <Panel
      name="sentence"
      title="sentence.title"
      say={ready === null ? ['sentence.attention'] : ['sentence.title', ready]}
      art={<DoctorPortrait />}
      onClose={null}
      controls={
        <Button
          label="sentence.read"
          icon={Check}
          pending={pending}
          onPress={() => void act({ type: 'sentenceRead', id })}
        />
      }
    >
      <p className="sentence" data-sentence={id} data-length={text.length > SHORT ? 'long' : 'short'}>
        {text}
      </p>
    </Panel>
  );
}
