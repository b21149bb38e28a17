import { Check } from 'lucide-react';
import type { GivenDocument } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { PapersScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { ShareChoice } from './ShareStep.tsx';
import '../documents/document-pages.css';

export function Documents() {
  const { act, pending, view } = usePatient();
  return (
    <Step
      name="documents"
      title="documents.title"
      text="documents.text"
      art={<PapersScene />}
      controls={
        <Button
          label="documents.finish"
          icon={Check}
          pending={pending}
          onPress={() => void act({ type: 'finish' })}
        />
      }
    >
      <Given documents={(view.documents ?? []).filter(isKept)} />
      <ShareChoice granted={view.share?.granted ?? null} />
    </Step>
  );
}

/** A sheet that he did not want on paper leaves no trace here, not even its name: somebody may look over his shoulder. */
const isKept = ({ kind, hand }: GivenDocument): boolean => kind !== 'sheet' || hand.state !== 'shown';

/** What the patient was given, and whether he holds it. */
function Given({ documents }: { readonly documents: readonly GivenDocument[] }) {
  const { t } = useText();
  if (documents.length === 0) return null;
  return (
    <ul className="document-list" aria-label={t('document.list')}>
      {documents.map(({ id, title, hand }) => (
        <li key={id}>
          <strong>{title}</strong>
          {hand.state === 'waits' || hand.state === 'printing' ? null : (
            <span className="pill">{t(`document.state.${hand.state}`)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
