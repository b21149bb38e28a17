/** "Please wait": calm, over the exam, until the doctor goes on. Nothing starts meanwhile. */
import { CircleSlash } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { WaitingScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

const OVER: readonly string[] = ['done', 'skipped', 'failed'];

export function HoldPanel() {
  const { act, pending, view } = usePatient();
  const inExam = view.phase === 'exam' && view.exam !== null && !OVER.includes(view.exam.step);
  return (
    <Panel
      name="hold"
      title="hold.title"
      text="hold.text"
      say={['hold.title', 'hold.text']}
      art={<WaitingScene />}
      onClose={null}
      controls={
        inExam ? (
          <Button
            label="action.cannot"
            variant="secondary"
            icon={CircleSlash}
            pending={pending}
            onPress={() => void act({ type: 'cannot' })}
          />
        ) : null
      }
    />
  );
}
