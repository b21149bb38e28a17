import { useEffect, useState } from 'react';
import { useText } from '../../../ui/text.ts';
import { usePatient } from '../../patient-context.tsx';

const LOOK_MS = 1000;
const MINUTE_MS = 60_000;

/** How long a step still lasts that ends by itself, in words that hurry nobody. `until`: monotonic ms of the core. */
export function TimeLeft({ until }: { readonly until: number }) {
  const { t } = useText();
  const { session } = usePatient();
  const left = () => until - session.getState().clockOffset - performance.now();
  const [ms, setMs] = useState(left);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the session's clock is read at each look
  useEffect(() => {
    setMs(left());
    const timer = setInterval(() => setMs(left()), LOOK_MS);
    return () => clearInterval(timer);
  }, [until]);
  if (ms > 1.5 * MINUTE_MS)
    return <p className="pill">{t('exam.left.minutes', { minutes: Math.round(ms / MINUTE_MS) })}</p>;
  return <p className="pill">{t(ms > MINUTE_MS / 2 ? 'exam.left.minute' : 'exam.left.seconds')}</p>;
}
