/** The screen's own keyboard. One tab stop; arrows move inside; a physical keyboard types in the input itself. */
import { Delete } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import './keyboard.css';
import { useText } from '../../ui/text.ts';
import { type Act, isAct, type Layout, type Row } from './layouts.ts';

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

interface Place {
  readonly row: number;
  readonly column: number;
}

export function clampPlace(rows: readonly Row[], { row, column }: Place): Place {
  const r = Math.min(row, rows.length - 1);
  return { row: r, column: Math.min(column, (rows[r]?.length ?? 1) - 1) };
}

/** Null: the key does not move. */
export function nextPlace(rows: readonly Row[], from: Place, key: string): Place | null {
  const { row, column } = clampPlace(rows, from);
  const width = rows[row]?.length ?? 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, column: (column + width - 1) % width };
    case 'ArrowRight':
      return { row, column: (column + 1) % width };
    case 'ArrowUp':
      return clampPlace(rows, { row: (row + rows.length - 1) % rows.length, column });
    case 'ArrowDown':
      return clampPlace(rows, { row: (row + 1) % rows.length, column });
    default:
      return null;
  }
}
