import { OctagonX } from 'lucide-react';
import type { ExamView } from '../../../../state-machines/contract.ts';
import { Button } from '../../../ui/Button.tsx';
import { usePatient } from '../../patient-context.tsx';

/** The core has started a cuff and can stop it. A memory cuff stops by its own button only. */
export const cuffMoves = (exam: ExamView | null): boolean =>
  exam?.exam === 'blood-pressure' && exam.step === 'measure' && exam.cuff === 'driven';

/** There as long as the cuff moves, over every panel too; pressed again, it is said again. */
export function CuffStop() {
  const { act, view } = usePatient();
  if (view.phase !== 'exam' || !cuffMoves(view.exam)) return null;
  return (
    <Button label="action.stop" variant="stop" icon={OctagonX} onPress={() => void act({ type: 'cannot' })} />
  );
}
