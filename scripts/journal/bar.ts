/** A bar for work that takes long, on one line of a terminal. */
const WIDTH = 40;

function textOf(done: number, total: number, what: string): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * WIDTH);
  const percent = `${Math.round(share * 100)} %`.padStart(5);
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}]${percent} of ${total.toLocaleString('en')} ${what}`;
}

export interface Bar {
  /** `what` it is of; another one begins a line of its own. */
  show(done: number, total: number, what: string): void;
  /** Whatever comes next is on a line of its own. */
  end(): void;
}

/** `write` overwrites the line; null: there is no terminal. */
export function createBar(write: ((text: string) => void) | null): Bar {
  let shown: { readonly text: string; readonly what: string } | null = null;
  const end = (): void => {
    if (shown !== null) write?.('\n');
    shown = null;
  };
  return {
    show(done, total, what) {
      if (shown !== null && shown.what !== what) end();
      const text = textOf(done, total, what);
      if (text === shown?.text) return;
      // A shorter text leaves nothing of the longer one behind.
      write?.(text.padEnd(shown?.text.length ?? 0));
      shown = { text, what };
    },
    end,
  };
}
