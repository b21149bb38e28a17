import { ShieldAlert } from 'lucide-react';
import type { DoctorSession, DoctorState } from '../call/session-contract.ts';
import { Button } from './Button.tsx';
import { useTexts } from './texts/context.tsx';

/** What was said and not believed, in words, until the doctor has seen it. */
export function Distrust({ session, state }: { session: DoctorSession; state: DoctorState }) {
  const texts = useTexts();
  const { trust } = texts;
  const all = state.distrust ?? [];
  if (all.length === 0) return null;
  const placeOf = (box: string) => state.boxes.find((one) => one.box === box)?.place ?? box;
  return (
    <div className="notice notice-medium distrust" role="alert" data-testid="distrust">
      <ShieldAlert aria-hidden="true" />
      <div>
        <ul>
          {all.map(({ box, attack, at, count }) => (
            <li key={`${box} ${attack} ${at}`} data-attack={attack}>
              {trust[at](placeOf(box), trust.attacks[attack], count)}
            </li>
          ))}
        </ul>
        <small>{trust.hint}</small>
      </div>
      <Button look="quiet" onPress={() => session.dismissDistrust?.()} testId="distrust-seen">
        {trust.dismiss}
      </Button>
    </div>
  );
}
