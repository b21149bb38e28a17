import { PencilLine } from 'lucide-react';
import type { CommandBody } from '../../../src-main/api/call-protocol.ts';
import { type DoctorView, standing } from '../../../state-machines/contract.ts';
import { enteredText } from '../model/entered.ts';
import { useTexts } from '../texts/context.tsx';
import { EnteredDialog } from './EnteredDialog.tsx';

interface Props {
  readonly view: DoctorView | null;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

/** What stands of what the doctor entered, beside the measurements and never among them. */
export function EnteredBar({ view, live, onCommand }: Props) {
  const texts = useTexts();
  const { entered } = texts.lead;
  if (view === null) return null;
  const entries = standing(view.entered ?? []);
  return (
    <section className="entered" aria-label={entered.heading} data-testid="entered">
      <EnteredDialog
        entries={entries}
        disabled={!live}
        icon={<PencilLine aria-hidden="true" />}
        onEnter={(value, replaces) => onCommand({ type: 'value.enter', entered: value, replaces })}
      />
      <dl tabIndex={0}>
        {entries.map((entry) => (
          <div key={entry.item} data-item={entry.item} title={entered.by(entry.by.name)}>
            <dt>{entered.items[entry.item]}</dt>
            <dd>{enteredText(entry, texts)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
