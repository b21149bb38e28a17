import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, Text } from 'react-aria-components';
import '../ui/button.css';

interface PushProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly variant?: 'primary' | 'secondary' | 'danger' | 'small';
  readonly icon?: LucideIcon;
  /** Longer than the label, for who does not see beside what the button stands. */
  readonly spoken?: string;
  readonly disabled?: boolean;
  readonly name?: string;
}

/** A button of the technician's screen. */
export function Push(props: PushProps) {
  const { label, onPress, variant = 'primary', icon: Icon, spoken, disabled = false, name } = props;
  return (
    <AriaButton
      className={`button tech-button tech-button-${variant}`}
      data-action={name}
      isDisabled={disabled}
      onPress={onPress}
      {...(spoken === undefined ? {} : { 'aria-label': spoken })}
    >
      {Icon ? <Icon aria-hidden="true" /> : null}
      <Text>{label}</Text>
    </AriaButton>
  );
}
