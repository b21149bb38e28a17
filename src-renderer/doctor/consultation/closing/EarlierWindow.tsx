/** What other doctors left of this patient, as far as he lets it be read. */
import { BookOpen } from 'lucide-react';
import type { CommandBody } from '../../../../src-main/api/call-protocol.ts';
import { NOTE_PARTS } from '../../../../state-machines/closing.ts';
import type { DoctorView, EarlierNote } from '../../../../state-machines/contract.ts';
import { Button } from '../../Button.tsx';
import { useTexts } from '../../texts/context.tsx';
import { Window } from './Window.tsx';

interface Props {
  readonly view: DoctorView | null;
  readonly live: boolean;
  readonly onCommand: (body: CommandBody) => void;
}

export function EarlierWindow({ view, live, onCommand }: Props) {
  const { closing } = useTexts();
  const words = closing.earlier;
  const earlier = view?.earlier ?? null;
  const share = view?.share ?? { granted: null, question: null };
  const refused = earlier?.state === 'refused' ? earlier.why : null;
  const mayAsk = refused === 'not-agreed' && share.granted === null && share.question === null;
  const mayLook = live && earlier?.state !== 'looking' && share.granted !== false && view?.identity != null;
  return (
    <Window open={words.open} icon={<BookOpen aria-hidden="true" />} heading={words.heading} testId="earlier">
      <p>{words.hint}</p>
      <div
        className="earlier"
        role="status"
        data-testid="earlier-state"
        data-state={earlier?.state ?? 'none'}
      >
        {earlier?.state === 'looking' && <p>{words.looking}</p>}
        {refused !== null && <p className="notice notice-low">{words.refused[refused]}</p>}
        {share.granted === false && <p>{words.no}</p>}
        {share.question === 'earlier' && <p>{words.asked}</p>}
        {earlier?.state === 'shown' && earlier.notes.length === 0 && <p>{words.none}</p>}
        {earlier?.state === 'shown' && earlier.notes.map((note) => <Left key={note.id} left={note} />)}
      </div>
      <div className="closing-row">
        <Button
          look="outline"
          disabled={!mayLook}
          testId="earlier-look"
          onPress={() => onCommand({ type: 'earlier.look' })}
        >
          {words.look}
        </Button>
        {mayAsk && (
          <Button
            look="outline"
            disabled={!live}
            testId="earlier-ask"
            onPress={() => onCommand({ type: 'earlier.ask' })}
          >
            {words.ask}
          </Button>
        )}
      </div>
    </Window>
  );
}

function Left({ left }: { readonly left: EarlierNote }) {
  const texts = useTexts();
  const { parts } = texts.closing.note;
  return (
    <article className="earlier-note" data-note={left.id}>
      <p className="eyebrow">
        {texts.closing.earlier.by(left.by, new Date(left.at).toLocaleDateString(texts.lang))}
      </p>
      <dl>
        {NOTE_PARTS.map((part) => (
          <div key={part}>
            <dt>{parts[part]}</dt>
            <dd>{left.note[part]}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
