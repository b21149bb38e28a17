import { ArrowRight, Check, LogOut, Sparkles } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { PictoClip, PictoScreen, PictoSeat } from '../art/pictos.tsx';
import { CleaningScene, DoorScene, GoodbyeScene, ResumeScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export function Goodbye() {
  const { act, pending } = usePatient();
  return (
    <Step
      name="goodbye"
      title="goodbye.title"
      text="goodbye.text"
      art={<GoodbyeScene />}
      controls={
        <Button
          label="goodbye.finish"
          icon={Check}
          pending={pending}
          onPress={() => void act({ type: 'finish' })}
        />
      }
    />
  );
}

export function Abandoned() {
  const { act, pending } = usePatient();
  return (
    <Step
      name="abandoned"
      title="abandoned.title"
      text="abandoned.text"
      art={<DoorScene />}
      controls={
        <Button
          label="abandoned.finish"
          icon={Check}
          pending={pending}
          onPress={() => void act({ type: 'finish' })}
        />
      }
    />
  );
}

export function Interrupted() {
  const { act, pending } = usePatient();
  return (
    <Step
      name="interrupted"
      title="interrupted.title"
      text="interrupted.text"
      art={<ResumeScene />}
      controls={
        <>
          <Button
            label="interrupted.continue"
            icon={ArrowRight}
            pending={pending}
            onPress={() => void act({ type: 'stillHere' })}
          />
          <Button
            label="interrupted.leave"
            icon={LogOut}
            variant="secondary"
            pending={pending}
            onPress={() => void act({ type: 'leave' })}
          />
        </>
      }
    />
  );
}

export function Cleaning() {
  const { t } = useText();
  const { act, pending } = usePatient();
  return (
    <Step
      name="cleaning"
      title="cleaning.title"
      text="cleaning.text"
      art={<CleaningScene />}
      controls={
        <Button
          label="cleaning.done"
          icon={Sparkles}
          pending={pending}
          onPress={() => void act({ type: 'cleaningDone' })}
        />
      }
    >
      <ul className="picto-row">
        <li>
          <PictoClip />
          <span>{t('cleaning.instrument')}</span>
        </li>
        <li>
          <PictoScreen />
          <span>{t('cleaning.screen')}</span>
        </li>
        <li>
          <PictoSeat />
          <span>{t('cleaning.seat')}</span>
        </li>
      </ul>
    </Step>
  );
}
