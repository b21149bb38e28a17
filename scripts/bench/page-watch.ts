/** When a number changed in a page, on the bench's clock. */
import type { Page } from '@playwright/test';
import { monotonicMs, type Seen } from './stamps.ts';

export interface PageWatch {
  /** Everything seen since the last call. */
  take(): Promise<readonly Seen[]>;
  /**
   * How well the page's clock was mapped, ms: the page's own resolution, or half the tightest bracket around it when
   * Chromium's start of navigation did not fit in it.
   */
  readonly clockErrorMs: number;
}

const BRACKETS = 60;
/** `performance.now()` is coarsened to 100 µs where the page is not isolated. */
const RESOLUTION_MS = 0.1;

/**
 * CLOCK_MONOTONIC ms at the page's `performance.now() = 0`. Chromium tells it (TimeTicks are that clock on Linux);
 * round trips must agree, otherwise the middle of the tightest is taken.
 */
async function originOf(page: Page): Promise<{ readonly origin: number; readonly error: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const told = (metrics.find(({ name }) => name === 'NavigationStart')?.value ?? Number.NaN) * 1000;
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < BRACKETS; i += 1) {
    const before = monotonicMs();
    const there = await page.evaluate(() => performance.now());
    const after = monotonicMs();
    least = Math.max(least, before - there - RESOLUTION_MS);
    most = Math.min(most, after - there + RESOLUTION_MS);
  }
  if (told >= least && told <= most) return { origin: told, error: RESOLUTION_MS };
  return { origin: (least + most) / 2, error: (most - least) / 2 };
}

/** Watches the text of the first element that `selector` finds. */
export async function watchText(page: Page, selector: string): Promise<PageWatch> {
  const { origin, error } = await originOf(page);
  const kept = await page.evaluateHandle((where) => {
    const element = document.querySelector(where);
    if (element === null) throw new Error(`nothing at ${where}`);
    const seen: { text: string; at: number }[] = [];
    let text = element.textContent;
    new MutationObserver(() => {
      const at = performance.now();
      if (element.textContent === text) return;
      text = element.textContent;
      seen.push({ text, at });
    }).observe(element, { childList: true, characterData: true, subtree: true });
    return seen;
  }, selector);
  return {
    clockErrorMs: error,
    async take() {
      const seen = await kept.evaluate((list) => list.splice(0));
      return seen.map(({ text, at }) => ({ text, at: origin + at }));
    },
  };
}
