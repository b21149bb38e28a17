/** A short note for the next doctor. */
import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import { handoverNoteSchema, NOTE_PARTS } from '../../../../state-machines/closing.ts';
import type { DoctorView, HandoverNote } from '../../../../state-machines/contract.ts';
import { Button } from '../../Button.tsx';
import { useTexts } from '../../texts/context.tsx';
import { TextArea, Window } from './Window.tsx';

const EMPTY: HandoverNote = { reason: '', found: '', done: '', watch: '' };
const MOST = 600;

interface Props {
  readonly view: DoctorView | null;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

export function NoteWindow({ view, live, onCommand }: Props) {
  const { closing } = useTexts();
  const words = closing.note;
  const kept = view?.note ?? null;
  const [draft, setDraft] = useState<HandoverNote | null>(null);
  const note = draft ?? kept?.note ?? EMPTY;
  const parsed = handoverNoteSchema.safeParse(note);
  const changed = JSON.stringify(note) !== JSON.stringify(kept?.note ?? EMPTY);
  return (
    <Window
      open={words.open}
      icon={<NotebookPen aria-hidden="true" />}
      heading={words.heading}
      testId="note"
      actions={(close) => (
        <Button
          look="solid"
          disabled={!live || !parsed.success || !changed}
          testId="note-save"
          onPress={() => {
            if (!parsed.success) return;
            onCommand({ type: 'note.write', note: parsed.data, replaces: kept?.id ?? null });
            setDraft(null);
            close();
          }}
        >
          {kept === null ? words.save : words.correct}
        </Button>
      )}
    >
      <p>{words.hint}</p>
      <div className="note-parts">
        {NOTE_PARTS.map((part) => (
          <TextArea
            key={part}
            label={words.parts[part]}
            value={note[part]}
            rows={3}
            most={MOST}
            testId={`note-${part}`}
            onChange={(value) => setDraft({ ...note, [part]: value })}
          />
        ))}
      </div>
    </Window>
  );
}

/** Below the buttons: that it is left, and whether anybody may read it. */
export function NoteState({ view }: { readonly view: DoctorView | null }) {
  const { closing } = useTexts();
  if (view?.note == null) return null;
  const { granted, question } = view.share ?? { granted: null, question: null };
  const said = granted === null ? (question === 'next' ? 'asked' : 'unsaid') : granted ? 'yes' : 'no';
  return (
    <p role="status" data-testid="note-state" data-share={said}>
      <strong>{closing.note.kept}</strong> : {closing.note.share[said]}
    </p>
  );
}
