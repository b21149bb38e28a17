import { ArrowLeft, Check, Delete, KeyRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Push } from './Push.tsx';
import { useWords } from './words.tsx';

export type PinProblem =
  | { readonly why: 'wrong' | 'none' | 'not-now' | 'unavailable' }
  /** `until`: in the page's own monotonic ms. */
  | { readonly why: 'wait'; readonly until: number };

interface PinPadProps {
  readonly problem: PinProblem | null;
  readonly pending: boolean;
  readonly onPin: (pin: string) => void;
  readonly onBack: () => void;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
const SHORTEST = 6;
const LONGEST = 12;
const TICK_MS = 500;

/** The PIN, by touch or by keyboard; what is typed shows as dots only. */
export function PinPad({ problem, pending, onPin, onBack }: PinPadProps) {
  const { say } = useWords();
  const [pin, setPin] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const waiting = useWait(problem);
  const blocked = pending || waiting > 0;
  const ready = pin.length >= SHORTEST && !blocked;

  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (problem !== null) setPin('');
  }, [problem]);

  const add = (digit: string) => setPin((typed) => (typed.length < LONGEST ? typed + digit : typed));
  const remove = () => setPin((typed) => typed.slice(0, -1));
  const confirm = () => {
    if (ready) onPin(pin);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) add(event.key);
      else if (event.key === 'Backspace') remove();
      else if (event.key === 'Escape') onBack();
      // On a button, Enter presses the button.
      else if (event.key === 'Enter' && document.activeElement === heading.current) confirm();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  return (
    <section className="tech-pin" data-step="technician-pin" aria-labelledby="pin-title">
      <div className="tech-art">
        <KeyRound aria-hidden="true" />
      </div>
      <h1 id="pin-title" ref={heading} tabIndex={-1}>
        {say('pin.title')}
      </h1>
      <p>{say('pin.text')}</p>
      <div className="pin-dots">
        <span className="sr-only" role="status">
          {say('pin.digits', { count: pin.length })}
        </span>
        {Array.from({ length: Math.max(SHORTEST, pin.length) }, (_, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is its index
            key={place}
            className="pin-dot"
            data-filled={place < pin.length ? '' : undefined}
          />
        ))}
      </div>
      <p className="pin-problem" role="alert">
        {problem === null ? null : problemText(say, problem, waiting)}
      </p>
      <fieldset className="pin-pad">
        <legend className="sr-only">{say('pin.pad')}</legend>
        {DIGITS.map((digit) => (
          <Push
            key={digit}
            variant="secondary"
            label={digit}
            name={`digit-${digit}`}
            onPress={() => add(digit)}
          />
        ))}
        <Push variant="secondary" label={say('pin.delete')} icon={Delete} onPress={remove} />
      </fieldset>
      <Push label={say('pin.ok')} icon={Check} name="pin-ok" disabled={!ready} onPress={confirm} />
      <Push variant="small" label={say('pin.back')} icon={ArrowLeft} name="pin-back" onPress={onBack} />
    </section>
  );
}

/** Seconds until the next try. */
function useWait(problem: PinProblem | null): number {
  const [now, setNow] = useState(() => performance.now());
  const until = problem?.why === 'wait' ? problem.until : 0;
  useEffect(() => {
    if (until === 0) return;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

function problemText(
  say: ReturnType<typeof useWords>['say'],
  { why }: PinProblem,
  seconds: number,
): string | null {
  if (why !== 'wait') return say(`pin.${why}`);
  return seconds > 0 ? say('pin.wait', { seconds }) : null;
}
