import { X } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { SpeechScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { LanguageList, TONGUES } from '../screens/LanguageChoice.tsx';
import { Panel } from './Panel.tsx';

export function LanguagePanel({ onClose }: { readonly onClose: () => void }) {
  const { language: current } = useText();
  const { setLanguage } = usePatient();
  return (
    <Panel
      name="language"
      title="language.title"
      say={['language.title', ...TONGUES]}
      art={<SpeechScene />}
      onClose={onClose}
      controls={<Button variant="quiet" label="action.close" icon={X} onPress={onClose} />}
    >
      <LanguageList
        chosen={current}
        onChoose={(language) => {
          setLanguage(language);
          onClose();
        }}
      />
    </Panel>
  );
}
