import { useEffect, useState } from 'react';
import { useText } from '../../ui/text.ts';
import { DoctorComing, LineDown, WaitingScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export function Waiting() {
  const { view } = usePatient();
  if (view.doctor !== null) {
    return (
      <Step
        name="waiting-found"
        title="waiting.found.title"
        text="waiting.found.text"
        variables={{ doctor: view.doctor.name }}
        art={<DoctorComing />}
      />
    );
  }
  if (view.broker === 'down') {
    return (
      <Step
        name="waiting-line-down"
        title="waiting.brokerDown.title"
        text="waiting.brokerDown.text"
        art={<LineDown />}
      >
        <Since wall={view.waitingSince} />
      </Step>
    );
  }
  return (
    <Step
      name="waiting"
      title="waiting.title"
      text="waiting.text"
      say={['waiting.title', 'waiting.text', 'waiting.leave']}
      art={<WaitingScene />}
    >
      <Since wall={view.waitingSince} />
    </Step>
  );
}

/** `wall`: milliseconds since 1970. */
function Since({ wall }: { readonly wall: number | null }) {
  const { t } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, []);
  if (wall === null) return null;
  const minutes = Math.floor((now - wall) / 60_000);
  return (
    <>
      <p className="pill">{minutes < 1 ? t('waiting.justNow') : t('waiting.since', { minutes })}</p>
      <p className="step-text">{t('waiting.leave')}</p>
    </>
  );
}
