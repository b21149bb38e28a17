/** The screen's own keyboard. One tab stop; arrows move inside; a physical keyboard types in the input itself. */
import { Delete } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import './keyboard.css';
import { useText } from '../../ui/text.ts';
import { type Act, isAct, type Layout } from './layouts.ts';
import { clampPlace, nextPlace } from './places.ts';

interface KeyboardProps {
  readonly layout: Layout;
  readonly kind: 'letters' | 'digits';
  readonly onType: (character: string) => void;
  readonly onDelete: () => void;
}

export function Keyboard({ layout, kind, onType, onDelete }: KeyboardProps) {
  const { t } = useText();
  const [accents, setAccents] = useState(false);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const board = useRef<HTMLDivElement>(null);
  const rows = accents ? layout.accents : layout.letters;

  const press = (key: string) => {
    if (key === '<delete>') onDelete();
    else if (key === '<space>') onType(' ');
    else if (key === '<accents>') setAccents(true);
    else if (key === '<letters>') setAccents(false);
    else {
      onType(key);
      setAccents(false);
    }
  };

  const move = (event: KeyboardEvent) => {
    const next = nextPlace(rows, place, event.key);
    if (next === null) return;
    event.preventDefault();
    setPlace(next);
    board.current?.querySelector<HTMLElement>(`[data-place="${next.row},${next.column}"]`)?.focus();
  };

  const stop = clampPlace(rows, place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no arrow keys
    <div
      ref={board}
      className={`keyboard keyboard-${kind}`}
      role="group"
      aria-label={t('keyboard.label')}
      onKeyDown={move}
    >
      {rows.map((row, rowIndex) => (
        <div className="keyboard-row" key={row.join('')}>
          {row.map((key, column) => (
            <button
              key={key}
              type="button"
              className={isAct(key) ? `key key-${key.slice(1, -1)}` : 'key'}
              data-place={`${rowIndex},${column}`}
              data-key={key}
              tabIndex={stop.row === rowIndex && stop.column === column ? 0 : -1}
              onPointerDown={(event) => event.preventDefault()}
              onFocus={() => setPlace({ row: rowIndex, column })}
              onClick={() => press(key)}
            >
              {isAct(key) ? <ActLabel act={key} /> : key}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}

function ActLabel({ act }: { readonly act: Act }) {
  const { t } = useText();
  switch (act) {
    case '<delete>':
      return (
        <>
          <Delete aria-hidden="true" />
          <span className="sr-only">{t('keyboard.delete')}</span>
        </>
      );
    case '<space>':
      return t('keyboard.space');
    case '<accents>':
      return t('keyboard.accents');
    case '<letters>':
      return t('keyboard.letters');
  }
}
