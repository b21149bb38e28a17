/** Where the focus stands on the screen's keyboard, and where an arrow takes it. */
import type { Row } from './layouts.ts';

export interface Place {
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
