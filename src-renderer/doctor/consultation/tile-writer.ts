/** The hot path of the console: last byte of a frame → digits on the glass, with as little between as possible. */
import type { Live } from '../../../src-main/api/call-protocol.ts';
import type { LiveValue } from '../../call/session-contract.ts';
import { ageText, hintOf, numberText } from '../model/tile.ts';
import type { Texts } from '../texts/fr.ts';

/** As much of an element as is written. */
export type Part = Pick<HTMLElement, 'textContent' | 'dataset'>;

export interface TileParts {
  readonly tile: Part;
  readonly number: Part;
  readonly quality: Part;
  readonly age: Part;
  readonly hint: Part;
}

export interface TileWriter {
  /** On each frame. `value`: the same one with its age by the cabinet's clock; a late frame is born stale. */
  write(live: Live, value: LiveValue | null): void;
  /** A few times a second, frame or no frame. */
  refresh(value: LiveValue | null): void;
}

export function createTileWriter(quantity: Live['quantity'], texts: Texts, parts: TileParts): TileWriter {
  const set = (part: Part, text: string) => {
    if (part.textContent !== text) part.textContent = text;
  };
  const mark = (name: string, value: string) => {
    if (parts.tile.dataset[name] !== value) parts.tile.dataset[name] = value;
  };

  const number = (live: Live) => set(parts.number, numberText(quantity, live.value, texts));
  const freshness = (state: LiveValue['freshness']) => {
    if (parts.number.dataset['freshness'] === state) return;
    parts.number.dataset['freshness'] = state;
    parts.tile.dataset['freshness'] = state;
  };
  const details = (live: Live, state: LiveValue['freshness']) => {
    const hint = hintOf(quantity, live.value);
    mark('hint', hint);
    mark('quality', live.quality);
    const quality = texts.live.quality[live.value === null ? 'none' : live.quality];
    set(parts.quality, state === 'fresh' ? quality : texts.live.stale);
    set(parts.hint, hint === 'none' ? '' : texts.live[hint]);
  };
  const nothing = () => {
    freshness('absent');
    mark('hint', 'none');
    mark('quality', 'none');
    set(parts.number, texts.none);
    set(parts.quality, texts.live.absent);
    set(parts.age, '');
    set(parts.hint, '');
  };

  return {
    write(live, value) {
      if (value !== null && value.freshness === 'absent') return;
      number(live);
      freshness(value?.freshness ?? 'stale');
      details(live, value?.freshness ?? 'stale');
    },
    refresh(value) {
      if (value === null || value.freshness === 'absent') return nothing();
      number(value.live);
      freshness(value.freshness);
      details(value.live, value.freshness);
      const seconds = texts.live.seconds(ageText(value.ageMs, texts.decimal));
      set(parts.age, value.freshness === 'stale' ? `· ${seconds}` : seconds);
    },
  };
}
