/** The line that shows what is typed, on the screen's keyboard or a physical one, and what is wrong with it. */
import { type FormEvent, useEffect, useRef } from 'react';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';

interface AskInputProps {
  readonly label: TextKey;
  readonly value: string;
  readonly placeholder?: TextKey;
  readonly problem: TextKey | null;
  readonly onInput: (value: string) => void;
  readonly onSubmit: () => void;
}

export function AskInput({ label, value, placeholder, problem, onInput, onSubmit }: AskInputProps) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const player = useVoicePlayer();
  const utterances = useUtterances();

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (problem !== null) player?.aside(utterances([problem]));
  }, [problem, player, utterances]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="ask" onSubmit={submit} noValidate>
      <label htmlFor="answer" className="sr-only">
        {t(label)}
      </label>
      <input
        id="answer"
        ref={input}
        className="ask-input"
        value={value}
        inputMode="none"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        placeholder={placeholder === undefined ? '' : t(placeholder)}
        aria-invalid={problem !== null}
        aria-describedby="answer-problem"
        onChange={(event) => onInput(event.target.value)}
      />
      <p id="answer-problem" className="ask-problem" role="alert">
        {problem ? t(problem) : null}
      </p>
    </form>
  );
}
