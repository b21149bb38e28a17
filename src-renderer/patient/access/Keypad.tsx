/**
 * A tactile keypad, without sight: a digit chooses, 0 says the choices again. Once a digit was used, every step says
 * its choices after itself. Digits in a field stay digits.
 */
import { useEffect } from 'react';
import { textKeys } from '../../ui/languages/index.ts';
import { useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { choicesOf, REPEAT_DIGIT, spokenChoices } from './choices.ts';

const KNOWN: ReadonlySet<string> = new Set(textKeys);

/** Names what is in front, so that each says its choices once. */
function placeOf(root: Document): string {
  const panels = root.querySelectorAll<HTMLElement>('[data-panel]');
  const step = root.querySelector<HTMLElement>('[data-step]')?.dataset['step'] ?? '';
  return panels[panels.length - 1]?.dataset['panel'] ?? step;
}

export function Keypad() {
  const player = useVoicePlayer();
  const utterances = useUtterances();

  useEffect(() => {
    if (player === null) return;
    let used = false;
    let said = '';
    const say = () => {
      said = placeOf(document);
      player.aside(utterances(spokenChoices(choicesOf(document), (key) => KNOWN.has(key))));
    };
    const stop = player.subscribe(() => {
      if (used && player.state() === 'idle' && placeOf(document) !== said) say();
    });
    const press = (event: KeyboardEvent) => {
      if (!/^\d$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null) return;
      const digit = Number(event.key);
      used = true;
      if (digit === REPEAT_DIGIT) return say();
      choicesOf(document)
        .find((choice) => choice.digit === digit)
        ?.target.click();
    };
    window.addEventListener('keydown', press);
    return () => {
      stop();
      window.removeEventListener('keydown', press);
    };
  }, [player, utterances]);

  return null;
}
