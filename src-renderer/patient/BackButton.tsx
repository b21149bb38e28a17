import { ArrowLeft } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { usePatient } from './patient-context.tsx';

/** Goes back a step of the visit, or what `onPress` says. */
export function BackButton({ onPress }: { readonly onPress?: () => void }) {
  const { act, pending } = usePatient();
  return (
    <Button
      variant="quiet"
      label="action.back"
      icon={ArrowLeft}
      pending={pending}
      onPress={onPress ?? (() => void act({ type: 'back' }))}
    />
  );
}
