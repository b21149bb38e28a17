import { LogOut } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { DoorScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

export function LeavePanel({ onClose }: { readonly onClose: () => void }) {
  const { act, pending } = usePatient();
  return (
    <Panel
      name="leave"
      title="leave.title"
      text="leave.text"
      say={['leave.title', 'leave.text']}
      art={<DoorScene />}
      onClose={onClose}
      controls={
        <>
          <Button label="leave.stay" onPress={onClose} />
          <Button
            label="leave.yes"
            icon={LogOut}
            variant="secondary"
            pending={pending}
            onPress={() => void act({ type: 'leave' }).then(onClose)}
          />
        </>
      }
    />
  );
}
