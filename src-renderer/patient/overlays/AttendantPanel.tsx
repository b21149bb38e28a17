import { Check } from 'lucide-react';
import type { Care } from '../../../src-main/api/watch-protocol.ts';
import { Button } from '../../ui/Button.tsx';
import { AttendantScene } from '../art/scenes.tsx';
import { Panel } from './Panel.tsx';

/** Says that somebody was called, is coming, or cannot be reached; promises nobody who did not answer. */
export function AttendantPanel(props: {
  readonly attendant: Exclude<Care['attendant'], 'none'>;
  readonly onClose: () => void;
}) {
  const { attendant, onClose } = props;
  return (
    <Panel
      name={`attendant-${attendant}`}
      title={`care.${attendant}.title`}
      text={`care.${attendant}.text`}
      say={[`care.${attendant}.title`, `care.${attendant}.text`]}
      art={<AttendantScene attendant={attendant} />}
      onClose={onClose}
      controls={<Button label="care.close" icon={Check} onPress={onClose} />}
    />
  );
}
