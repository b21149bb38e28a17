/** How one person uses the screen. Lives in the page's memory only, so it goes with the page that is wiped. */
export const PACES = ['slow', 'medium', 'fast'] as const;
export type Pace = (typeof PACES)[number];

export interface AccessSettings {
  readonly large: boolean;
  readonly contrast: boolean;
  readonly still: boolean;
  readonly slow: boolean;
  /** Everything to touch is in the lower half. */
  readonly low: boolean;
  /** Null: no scanning. */
  readonly scan: Pace | null;
}

export const NO_NEEDS: AccessSettings = {
  large: false,
  contrast: false,
  still: false,
  slow: false,
  low: false,
  scan: null,
};

/** ms that a choice stays under the ring. Nothing ends by itself: the round goes on until a key chooses. */
export const SCAN_MS: Readonly<Record<Pace, number>> = { slow: 4000, medium: 2500, fast: 1400 };

export const VOICE_RATE = { normal: 1, slow: 0.8 } as const;

/** What the style sheets read, on the root element. */
export function applySettings(root: HTMLElement, settings: AccessSettings): void {
  const put = (name: string, value: string | null) => {
    if (value === null) delete root.dataset[name];
    else root.dataset[name] = value;
  };
  put('text', settings.large ? 'large' : null);
  put('contrast', settings.contrast ? 'high' : null);
  put('motion', settings.still ? 'still' : null);
  put('reach', settings.low ? 'low' : null);
}
