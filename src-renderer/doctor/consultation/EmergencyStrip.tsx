import { MapPin } from 'lucide-react';
import { useTexts } from '../texts/context.tsx';

/** Where help must be sent. A 15 dialled where the doctor sits reaches the SAMU of that place. */
export function EmergencyStrip({ place }: { place: string }) {
  const { emergency } = useTexts();
  return (
    <footer className="emergency" data-testid="emergency">
      <strong>{emergency.label}</strong>
      <span className="emergency-place">
        <MapPin aria-hidden="true" />
        {emergency.where} <b>{place}</b>
      </span>
      <span className="emergency-advice">{emergency.advice}</span>
    </footer>
  );
}
