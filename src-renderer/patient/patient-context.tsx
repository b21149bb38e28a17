import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { PatientAction } from '../../src-main/api/core-api.ts';
import type { Language, PatientView } from '../../state-machines/contract.ts';
import type { CabinetPeer } from '../call/cabinet-peer.ts';
import type { TextKey } from '../ui/languages/index.ts';
import type { PatientSession } from './session.ts';

export type PatientPeer = Pick<CabinetPeer, 'getState' | 'subscribe' | 'onDoctorSpeaking'>;

export interface Patient {
  readonly session: PatientSession;
  readonly peer: PatientPeer;
  readonly view: PatientView;
  /**
   * Resolves true when the core did it. A second action while one is under way is dropped: double taps. Never
   * dropped: "I cannot", which stops what moves.
   */
  act(action: PatientAction): Promise<boolean>;
  readonly pending: boolean;
  /** Why the last action was refused, as a string to show and say; null after a success. */
  readonly problem: TextKey | null;
  setLanguage(language: Language): void;
}

const PatientContext = createContext<Patient | null>(null);

export function usePatient(): Patient {
  const patient = useContext(PatientContext);
  if (patient === null) throw new Error('usePatient outside of PatientProvider');
  return patient;
}

interface ProviderProps {
  readonly session: PatientSession;
  readonly peer: PatientPeer;
  readonly view: PatientView;
  readonly setLanguage: (language: Language) => void;
  readonly children: ReactNode;
}

export function PatientProvider({ session, peer, view, setLanguage, children }: ProviderProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<TextKey | null>(null);
  const busy = useRef(false);
  const act = useCallback(
    async (action: PatientAction) => {
      if (busy.current && action.type !== 'cannot') return false;
      busy.current = true;
      setPending(true);
      const reply = await session.request(action);
      busy.current = false;
      setPending(false);
      setProblem(reply.ok ? null : reply.error?.code === 'not-now' ? 'error.notNow' : 'error.unavailable');
      return reply.ok;
    },
    [session],
  );
  const patient = useMemo(
    () => ({ session, peer, view, act, pending, problem, setLanguage }),
    [session, peer, view, act, pending, problem, setLanguage],
  );
  return <PatientContext value={patient}>{children}</PatientContext>;
}
