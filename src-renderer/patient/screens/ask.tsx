/** One question answered by typing, on the screen's keyboard or a physical one. */
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { BackButton } from '../BackButton.tsx';
import { dateDigits, readDate, showDate, showIso } from '../keyboard/date.ts';
import { Keyboard } from '../keyboard/Keyboard.tsx';
import { codeLayout, dateLayout, type Layout, nameLayout, phoneLayout } from '../keyboard/layouts.ts';
import { phoneDigits, readPhone, showPhone } from '../keyboard/phone.ts';
import { Step } from '../Step.tsx';
import { AskInput } from './AskInput.tsx';

/** Longest answer, as the core's API accepts it. */
const LONGEST = { code: 32, birthName: 80, firstName: 80, guardianName: 80 } as const;

type Question = 'code' | 'birthName' | 'firstName' | 'birthDate' | 'guardianName' | 'callback';
/** Whose strings a question's are. */
const FAMILY = {
  code: 'identify.code',
  birthName: 'identify.birthName',
  firstName: 'identify.firstName',
  birthDate: 'identify.birthDate',
  guardianName: 'details.guardianName',
  callback: 'details.callback',
} as const satisfies Record<Question, string>;

interface AskTextProps {
  readonly question: keyof typeof LONGEST;
  readonly value: string;
  readonly refused?: TextKey | null;
  readonly pending?: boolean;
  readonly onAnswer: (value: string) => void;
  readonly onBack: () => void;
  readonly other?: { readonly label: TextKey; readonly onPress: () => void };
}

export function AskText({ question, value, refused = null, pending, onAnswer, onBack, other }: AskTextProps) {
  const { language } = useText();
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState<TextKey | null>(null);
  const change = (next: string) => {
    setProblem(null);
    setTyped(next.slice(0, LONGEST[question]));
  };
  const type = (character: string) => change(typed + caseOf(typed, character, question));
  const answer = () => {
    const trimmed = typed.trim();
    if (trimmed === '') setProblem(`${FAMILY[question]}.empty`);
    else onAnswer(trimmed);
  };
  return (
    <Ask
      name={FAMILY[question].replace('.', '-')}
      question={question}
      shown={typed}
      onInput={change}
      onType={type}
      onDelete={() => change(typed.slice(0, -1))}
      layout={question === 'code' ? codeLayout(language) : nameLayout(language)}
      kind="letters"
      problem={problem ?? (pending ? null : refused)}
      pending={pending ?? false}
      onAnswer={answer}
      onBack={onBack}
      {...(other ? { other } : {})}
    />
  );
}

/** A code is upper case; a name has a capital at each beginning. */
function caseOf(before: string, character: string, question: AskTextProps['question']): string {
  if (question === 'code' || before === '' || /[\s'-]$/.test(before)) return character.toLocaleUpperCase();
  return character.toLocaleLowerCase();
}

interface AskDateProps {
  /** ISO 8601 or null. */
  readonly value: string | null;
  readonly onAnswer: (value: string | null) => void;
  readonly onBack: () => void;
}

export function AskDate({ value, onAnswer, onBack }: AskDateProps) {
  const [digits, setDigits] = useState(value === null ? '' : dateDigits(showIso(value)));
  const [problem, setProblem] = useState<TextKey | null>(null);
  const change = (next: string) => {
    setProblem(null);
    setDigits(dateDigits(next));
  };
  const answer = () => {
    const result = readDate(digits, new Date());
    if ('date' in result) onAnswer(result.date);
    else setProblem(`identify.birthDate.${result.problem}`);
  };
  return (
    <Ask
      name="identify-birthDate"
      question="birthDate"
      shown={showDate(digits)}
      onInput={change}
      onType={(digit) => change(digits + digit)}
      onDelete={() => change(digits.slice(0, -1))}
      layout={dateLayout}
      kind="digits"
      problem={problem}
      pending={false}
      onAnswer={answer}
      onBack={onBack}
      other={{ label: 'identify.birthDate.skip', onPress: () => onAnswer(null) }}
    />
  );
}

interface AskPhoneProps {
  readonly pending: boolean;
  /** Null: none. */
  readonly onAnswer: (number: string | null) => void;
  readonly onBack: () => void;
}

export function AskPhone({ pending, onAnswer, onBack }: AskPhoneProps) {
  const [digits, setDigits] = useState('');
  const [problem, setProblem] = useState<TextKey | null>(null);
  const change = (next: string) => {
    setProblem(null);
    setDigits(phoneDigits(next));
  };
  const answer = () => {
    const result = readPhone(digits);
    if ('number' in result) onAnswer(result.number);
    else setProblem(`details.callback.${result.problem}`);
  };
  return (
    <Ask
      name="details-callback"
      question="callback"
      shown={showPhone(digits)}
      onInput={change}
      onType={(digit) => change(digits + digit)}
      onDelete={() => change(digits.slice(0, -1))}
      layout={phoneLayout}
      kind="digits"
      problem={problem}
      pending={pending}
      onAnswer={answer}
      onBack={onBack}
      other={{ label: 'details.callback.skip', onPress: () => onAnswer(null) }}
    />
  );
}

interface AskProps {
  readonly name: string;
  readonly question: Question;
  readonly shown: string;
  readonly onInput: (value: string) => void;
  readonly onType: (character: string) => void;
  readonly onDelete: () => void;
  readonly layout: Layout;
  readonly kind: 'letters' | 'digits';
  readonly problem: TextKey | null;
  readonly pending: boolean;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
  readonly other?: { readonly label: TextKey; readonly onPress: () => void };
}

function Ask(props: AskProps) {
  const { question, problem } = props;
  return (
    <Step
      name={props.name}
      layout="form"
      takesFocus={false}
      title={`${FAMILY[question]}.title`}
      text={`${FAMILY[question]}.text`}
      controls={
        <>
          <Keyboard layout={props.layout} kind={props.kind} onType={props.onType} onDelete={props.onDelete} />
          <div className="button-pair">
            <BackButton onPress={props.onBack} />
            <Button label="action.next" icon={ArrowRight} pending={props.pending} onPress={props.onAnswer} />
          </div>
          {props.other ? (
            <Button variant="quiet" label={props.other.label} onPress={props.other.onPress} />
          ) : null}
        </>
      }
    >
      <AskInput
        label={`${FAMILY[question]}.label`}
        value={props.shown}
        {...(question === 'birthDate' ? { placeholder: 'identify.birthDate.placeholder' } : {})}
        problem={problem}
        onInput={props.onInput}
        onSubmit={props.onAnswer}
      />
    </Step>
  );
}
