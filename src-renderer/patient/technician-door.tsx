/** The technician's door on the idle screen, and his screen over everything once it is opened. */
import { Wrench } from 'lucide-react';
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../ui/text.ts';
import type { PatientSession } from './session.ts';

const Technician = lazy(async () => ({
  default: (await import('../technician/Technician.tsx')).Technician,
}));

const DoorContext = createContext<() => void>(() => {});

interface RoomProps {
  readonly session: PatientSession;
  readonly place: string;
  /** The cabinet's own screens: silent and out of reach while the technician is in. */
  readonly children: (hidden: boolean) => ReactNode;
}

export function TechnicianRoom({ session, place, children }: RoomProps) {
  const { language } = useText();
  const [inside, setInside] = useState(false);
  const enter = useCallback(() => setInside(true), []);
  const leave = useCallback(() => setInside(false), []);
  const spoken = useMemo(() => (language === 'en' ? 'en' : 'fr'), [language]);
  return (
    <DoorContext value={enter}>
      {children(inside)}
      {inside ? (
        <Suspense fallback={null}>
          <Technician door={session} place={place} language={spoken} onLeave={leave} />
        </Suspense>
      ) : null}
    </DoorContext>
  );
}

/** Small, quiet, and the last that the keyboard reaches on the screen. */
export function TechnicianDoor() {
  const { t } = useText();
  const enter = useContext(DoorContext);
  return (
    <AriaButton className="button technician-door" data-action="technician.open" onPress={enter}>
      <Wrench aria-hidden="true" />
      {t('technician.open')}
    </AriaButton>
  );
}
