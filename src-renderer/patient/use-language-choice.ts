import { useCallback, useEffect, useState } from 'react';
import type { Language, PatientView, Phase } from '../../state-machines/contract.ts';
import type { PatientSession } from './session.ts';

/** Where telling the visit changes nothing but the language; on `language` it is the answer of the step itself. */
const TELL_IN: readonly Phase[] = ['welcome', 'identify', 'details', 'consent', 'redFlags', 'waiting'];

/** What is chosen on the screen shows at once and holds until the visit ends; the visit is told where it listens. */
export function useLanguageChoice(session: PatientSession, view: PatientView | null) {
  const [chosen, setChosen] = useState<Language | null>(null);
  const phase = view?.phase ?? 'idle';
  const ofVisit = view?.language ?? 'fr';

  useEffect(() => {
    if (chosen === null || chosen === ofVisit || !TELL_IN.includes(phase)) return;
    void session.request({ type: 'language', language: chosen });
  }, [session, chosen, ofVisit, phase]);

  useEffect(() => {
    if (phase === 'cleaning') setChosen(null);
  }, [phase]);

  const choose = useCallback((language: Language) => setChosen(language), []);
  return { language: chosen ?? ofVisit, choose };
}
