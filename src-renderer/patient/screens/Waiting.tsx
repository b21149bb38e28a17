import { useEffect, useState } from 'react';
import { useText } from '../../ui/text.ts';
import { DoctorComing, LineDown, WaitingScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { Urgent } from './Urgent.tsx';
import { AloneChoice, type Choice, HelperChoice, LaterChoice, WaitingControls } from './WaitingChoices.tsx';

export function Waiting() {
  const { view } = usePatient();
  const [choice, setChoice] = useState<Choice | null>(null);
  const back = () => setChoice(null);
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
  if (view.urgent != null && !view.urgent.seen) return <Urgent />;
  if (choice === 'alone' && (view.alone ?? []).length > 0) return <AloneChoice onBack={back} />;
  if (choice === 'helper') return <HelperChoice onBack={back} />;
  if (choice === 'later' && view.mayLeaveToRead === true) return <LaterChoice onBack={back} />;
  const controls = <WaitingControls onOpen={setChoice} />;
  if (view.broker === 'down') {
    return (
      <Step
        name="waiting-line-down"
        title="waiting.brokerDown.title"
        text="waiting.brokerDown.text"
        art={<LineDown />}
        controls={controls}
      >
        <Beside />
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
      controls={controls}
    >
      <Beside />
      <Since wall={view.waitingSince} />
    </Step>
  );
}

/** What stands beside the wait. */
function Beside() {
  const { t } = useText();
  const { view } = usePatient();
  return (
    <>
      {view.urgent == null ? null : <p className="pill">{t('urgent.first')}</p>}
      {view.helper == null ? null : <p className="pill">{t('helper.here')}</p>}
    </>
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
