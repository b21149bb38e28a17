/** One step on the screen: picture, title, sentence, what can be done. Says itself when it appears. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import './step.css';
import type { TextKey } from '../ui/languages/index.ts';
import { useText, type Variables } from '../ui/text.ts';
import { useSpokenStep, type VoiceKey } from '../ui/voice/voice-context.tsx';
import { useHelperWords } from './helper-words.ts';
import { usePanel } from './panel-context.ts';
import { usePatient } from './patient-context.tsx';

/** A second tap of a double tap must not press what has just appeared under the finger. */
const SHIELD_MS = 350;
const FOCUS_BACK_MS = 150;

export interface StepProps {
  /** Names the step; a new name takes the focus and speaks. */
  readonly name: string;
  readonly title: TextKey;
  readonly text?: TextKey;
  readonly variables?: Variables;
  readonly art?: ReactNode;
  readonly children?: ReactNode;
  readonly controls?: ReactNode;
  /** What is said; title and text unless given. */
  readonly say?: readonly VoiceKey[];
  readonly layout?: 'picture' | 'form' | 'call';
  /** False: the step keeps the focus where it is, e.g. in its input. */
  readonly takesFocus?: boolean;
}

export function Step(props: StepProps) {
  const words = useHelperWords();
  const title = words(props.title);
  const text = props.text && words(props.text);
  const { name, variables, art, children, controls, layout = 'picture', takesFocus = true } = props;
  const { t } = useText();
  const { problem } = usePatient();
  const { covered } = usePanel();
  const heading = useRef<HTMLHeadingElement>(null);
  const said = (props.say ?? (text ? [title, text] : [title])).map(words);
  useSpokenStep(covered ? [] : problem ? [problem] : said);
  const shielded = useShield(name);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the step changes
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [name, takesFocus]);

  // A panel gives the focus back to what opened it; when that is gone, the step takes it.
  useEffect(() => {
    if (covered) return;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    }, FOCUS_BACK_MS);
    return () => clearTimeout(timer);
  }, [covered]);

  return (
    <section className={`step step-${layout}`} data-step={name} aria-labelledby="step-title">
      {art ? <div className="step-art">{art}</div> : null}
      <div className="step-words">
        <h1 id="step-title" ref={heading} tabIndex={-1}>
          {t(title, variables)}
        </h1>
        {text ? <p className="step-text">{t(text, variables)}</p> : null}
        {children}
      </div>
      <div className="step-controls">
        <p className="step-problem" role="alert">
          {problem ? t(problem) : null}
        </p>
        {controls}
      </div>
      {shielded ? <div className="step-shield" /> : null}
    </section>
  );
}

function useShield(name: string): boolean {
  const [shieldedFor, setShieldedFor] = useState<string | null>(name);
  const previous = useRef(name);
  useEffect(() => {
    previous.current = name;
    setShieldedFor(name);
    const timer = setTimeout(() => setShieldedFor(null), SHIELD_MS);
    return () => clearTimeout(timer);
  }, [name]);
  return shieldedFor !== null || previous.current !== name;
}
