/** The patient's sheet: ready lines, which are said in his language, and the doctor's own. */
import { MessageSquareHeart, X } from 'lucide-react';
import { useState } from 'react';
import type { DoctorView, SheetLine } from '../../../../state-machines/contract.ts';
import {
  MOST_SHEET_LINES,
  READY_LINES,
  SHEET_LINE_LENGTH,
  sheetLineSchema,
} from '../../../../state-machines/sheet.ts';
import type { DoctorSession } from '../../../call/session-contract.ts';
import { languages, paperLanguage, textOf } from '../../../ui/languages/index.ts';
import { Button } from '../../Button.tsx';
import { useTexts } from '../../texts/context.tsx';
import { makePdf } from './make-pdf.ts';
import { sheetPages } from './pdf-pages.ts';
import { Window } from './Window.tsx';

interface Props {
  readonly session: DoctorSession;
  readonly view: DoctorView | null;
  readonly live: boolean;
}

const sameLine = (a: SheetLine, b: SheetLine): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * On paper it is in the patient's language, but for one that pdfmake cannot join letters of: then in French, and the
 * patient is told so.
 */
async function give(session: DoctorSession, view: DoctorView, lines: readonly SheetLine[]): Promise<boolean> {
  const { texts, tag } = languages[paperLanguage(view.language)];
  const title = textOf(texts['document.sheet']);
  const { identity } = view;
  const now = new Date();
  const bytes = await makePdf(
    sheetPages(
      {
        title,
        name: identity === null ? '' : `${identity.firstName} ${identity.birthName}`,
        date: now.toLocaleDateString(tag, { dateStyle: 'long' }),
        lines: lines.map((line) => ('ready' in line ? textOf(texts[`sheet.line.${line.ready}`]) : line.text)),
      },
      now,
      tag,
    ),
  );
  if (bytes === null) return false;
  return (await session.sendDocument({ kind: 'sheet', title, lines: [...lines] }, bytes)) !== null;
}

export function SheetWindow({ session, view, live }: Props) {
  const { closing } = useTexts();
  const words = closing.sheet;
  const [lines, setLines] = useState<readonly SheetLine[]>([]);
  const [own, setOwn] = useState('');
  const [failed, setFailed] = useState(false);
  const full = lines.length >= MOST_SHEET_LINES;
  const parsed = sheetLineSchema.safeParse({ text: own });
  const nameOf = (line: SheetLine): string => ('ready' in line ? words.lines[line.ready] : line.text);
  const add = (line: SheetLine): void => {
    if (!full && !lines.some((one) => sameLine(one, line))) setLines([...lines, line]);
  };
  return (
    <Window
      open={words.open}
      icon={<MessageSquareHeart aria-hidden="true" />}
      heading={words.heading}
      testId="sheet"
      actions={(close) => (
        <Button
          look="solid"
          disabled={!live || view === null || lines.length === 0}
          testId="sheet-send"
          onPress={() => {
            if (view === null) return;
            setFailed(false);
            void give(session, view, lines).then((given) => {
              setFailed(!given);
              if (!given) return;
              setLines([]);
              close();
            });
          }}
        >
          {words.send}
        </Button>
      )}
    >
      <p>{words.hint}</p>
      <ul className="sheet-ready">
        {READY_LINES.map((ready) => (
          <li key={ready}>
            <Button
              look="outline"
              disabled={full || lines.some((line) => sameLine(line, { ready }))}
              testId={`sheet-${ready}`}
              onPress={() => add({ ready })}
            >
              {words.lines[ready]}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="sheet-own"
        onSubmit={(event) => {
          event.preventDefault();
          if (!parsed.success) return;
          add(parsed.data);
          setOwn('');
        }}
      >
        <label>
          <span>{words.own}</span>
          <input
            value={own}
            maxLength={SHEET_LINE_LENGTH}
            data-testid="sheet-text"
            onChange={(event) => setOwn(event.target.value)}
          />
        </label>
        <Button
          look="outline"
          submit
          disabled={!parsed.success || full}
          onPress={() => undefined}
          testId="sheet-add"
        >
          {words.add}
        </Button>
      </form>
      <p className="closing-hint">{full ? words.full : words.ownHint}</p>
      {lines.length > 0 && (
        <section aria-label={words.chosen}>
          <p className="eyebrow">{words.chosen}</p>
          <ol className="sheet-chosen">
            {lines.map((line) => (
              <li key={nameOf(line)}>
                <span>{nameOf(line)}</span>
                <Button
                  look="quiet"
                  label={words.remove(nameOf(line))}
                  icon={<X aria-hidden="true" />}
                  onPress={() => setLines(lines.filter((one) => one !== line))}
                >
                  {''}
                </Button>
              </li>
            ))}
          </ol>
        </section>
      )}
      {failed && (
        <p className="notice notice-low" role="alert">
          {words.failed}
        </p>
      )}
    </Window>
  );
}
