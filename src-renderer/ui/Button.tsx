import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, Text } from 'react-aria-components';
import './button.css';
import type { TextKey } from './languages/index.ts';
import { useText } from './text.ts';
import { useUtterances, useVoicePlayer } from './voice/voice-context.tsx';

export interface ButtonProps {
  readonly label: TextKey;
  readonly onPress: () => void;
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'tool' | 'tool-help' | 'stop';
  readonly icon?: LucideIcon;
  /** A request is under way: the button keeps the focus and does nothing. */
  readonly pending?: boolean;
  readonly pressed?: boolean;
  /** Says nothing, whoever reaches it. */
  readonly silent?: boolean;
}

/** A big labelled button. Reached by keyboard, it says its label, so the screen can be used without sight. */
export function Button(props: ButtonProps) {
  const { label, onPress, variant = 'primary', icon: Icon, pending = false, pressed, silent = false } = props;
  const { t } = useText();
  const player = useVoicePlayer();
  const utterances = useUtterances();
  return (
    <AriaButton
      className={`button button-${variant}`}
      data-action={label}
      isPending={pending}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onPress={onPress}
      onFocus={(event) => {
        if (!silent && event.target.matches(':focus-visible')) player?.aside(utterances([label]));
      }}
    >
      {Icon ? <Icon aria-hidden="true" /> : null}
      <Text>{t(label)}</Text>
    </AriaButton>
  );
}
