/** What can be chosen now, in reading order: of what lies in front, and not what is hidden behind it. */
export function scanTargets(root: Document): HTMLElement[] {
  const panels = root.querySelectorAll('.panel-back');
  const front: ParentNode = panels[panels.length - 1] ?? root;
  return [...front.querySelectorAll<HTMLElement>('button:not([disabled]), a[href]')].filter(
    (target) => target.closest('[inert], [hidden]') === null && target.getClientRects().length > 0,
  );
}

/** The one after `current`, the first when it is gone; null when there is none. */
export function nextTarget<T>(targets: readonly T[], current: T | null): T | null {
  const at = current === null ? -1 : targets.indexOf(current);
  return targets[(at + 1) % targets.length] ?? null;
}
