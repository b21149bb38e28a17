/**
 * One switch: a key starts a ring that walks what can be chosen and says it, the key again chooses. The round never
 * ends by itself, and after a choice it begins anew on what is shown then.
 */
import { useEffect } from 'react';
import { type TextKey, textKeys } from '../../ui/languages/index.ts';
import { useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { nextTarget, scanTargets } from './scan-targets.ts';
import { type Pace, SCAN_MS } from './settings.ts';

/** What switch adapters send. */
const SWITCH_KEYS: readonly string[] = [' ', 'Enter'];
const KNOWN: ReadonlySet<string> = new Set(textKeys);
const isKey = (key: string | undefined): key is TextKey => key !== undefined && KNOWN.has(key);

export function Scanner({ pace }: { readonly pace: Pace }) {
  const player = useVoicePlayer();
  const utterances = useUtterances();

  useEffect(() => {
    let current: HTMLElement | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const leave = () => {
      if (current !== null) delete current.dataset['scanned'];
    };
    const walk = () => {
      leave();
      const next = nextTarget(scanTargets(document), current);
      current = next;
      if (next !== null) {
        next.dataset['scanned'] = '';
        next.scrollIntoView({ block: 'nearest' });
        const label = next.dataset['action'];
        if (isKey(label)) player?.aside(utterances([label]));
      }
      timer = setTimeout(walk, SCAN_MS[pace]);
    };
    const press = (event: KeyboardEvent) => {
      if (!SWITCH_KEYS.includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat || event.type !== 'keydown') return;
      clearTimeout(timer);
      const chosen = current;
      leave();
      current = null;
      if (chosen === null || !chosen.isConnected) return walk();
      chosen.click();
      timer = setTimeout(walk, SCAN_MS[pace]);
    };
    window.addEventListener('keydown', press, true);
    window.addEventListener('keyup', press, true);
    return () => {
      clearTimeout(timer);
      leave();
      window.removeEventListener('keydown', press, true);
      window.removeEventListener('keyup', press, true);
    };
  }, [pace, player, utterances]);

  return null;
}
