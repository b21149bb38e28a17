import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

export type ButtonLook = 'solid' | 'outline' | 'quiet' | 'stage' | 'stop';

interface Props {
  readonly look: ButtonLook;
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly label?: string;
  readonly testId?: string;
  readonly submit?: boolean;
  readonly autoFocus?: boolean;
}

/** The one button of the console. `label` names it to assistive technology when the words alone do not. */
export function Button(props: Props) {
  return (
    <AriaButton
      className={`button button-${props.look}`}
      onPress={props.onPress}
      isDisabled={props.disabled ?? false}
      type={props.submit === true ? 'submit' : 'button'}
      autoFocus={props.autoFocus ?? false}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
    >
      {props.icon}
      <span>{props.children}</span>
    </AriaButton>
  );
}
