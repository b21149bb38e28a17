import { useEffect, useState, useSyncExternalStore } from 'react';
import { I18nProvider as AriaI18n } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../state-machines/contract.ts';
import { Dock } from '../dock/Dock.tsx';
import '../ui/direction.css';
import { languages } from '../ui/languages/index.ts';
import { createI18n } from '../ui/text.ts';
import { useVoicePlayer, VoiceProvider } from '../ui/voice/voice-context.tsx';
import { AccessProvider } from './access/access-context.tsx';
import { DocumentFilesProvider } from './documents/DocumentPages.tsx';
import type { DocumentFiles } from './documents/document-files.ts';
import { Frame } from './Frame.tsx';
import { ExamMediaProvider } from './media/ExamPicture.tsx';
import type { ExamMedia } from './media/exam-media.ts';
import { speakerMuted } from './media/speaker.ts';
import { CoreWait } from './overlays/CoreWait.tsx';
import { Phases } from './Phases.tsx';
import { Poster } from './Poster.tsx';
import { type PatientPeer, PatientProvider } from './patient-context.tsx';
import { useQuickExit } from './quick-exit.ts';
import type { PatientSession } from './session.ts';
import { TechnicianRoom } from './technician-door.tsx';
import { useActivity } from './use-activity.ts';
import { useLanguageChoice } from './use-language-choice.ts';

export interface AppProps {
  readonly session: PatientSession;
  readonly peer: PatientPeer;
  /** Absent where the screens alone are drawn. */
  readonly media?: Pick<ExamMedia, 'getState' | 'subscribe'>;
  readonly documents?: Pick<DocumentFiles, 'arrivals' | 'subscribe'>;
  /** The dev dock; left out where the screens alone are drawn. */
  readonly dock?: boolean;
  /** Changes every text, to try the screens. */
  readonly alter?: (text: string) => string;
}

export function App({ session, peer, media, documents, dock = true, alter }: AppProps) {
  const state = useSyncExternalStore(session.subscribe, session.getState);
  const { language, choose } = useLanguageChoice(session, state.view);
  const [i18n] = useState(() => createI18n(language, alter));
  useActivity(session);

  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = languages[language].tag;
    document.documentElement.dir = languages[language].dir;
  }, [i18n, language]);

  return (
    <I18nextProvider i18n={i18n}>
      <AriaI18n locale={languages[language].tag}>
        <VoiceProvider>
          <Ducking peer={peer} muted={speakerMuted(state.view?.exam ?? null)} />
          <AccessProvider over={state.view === null || state.view.phase === 'cleaning'}>
            {state.view === null || state.line !== 'open' ? <CoreWait line={state.line} /> : null}
            {state.view === null ? null : (
              <TechnicianRoom session={session} place={state.place}>
                {(covered) => (
                  <ExamMediaProvider value={media ?? null}>
                    <DocumentFilesProvider value={documents ?? null}>
                      <Visit
                        session={session}
                        peer={peer}
                        state={state}
                        setLanguage={choose}
                        covered={covered}
                      />
                    </DocumentFilesProvider>
                  </ExamMediaProvider>
                )}
              </TechnicianRoom>
            )}
          </AccessProvider>
          {dock && state.simulation ? <Dock session={session} state={state.dock} /> : null}
        </VoiceProvider>
      </AriaI18n>
    </I18nextProvider>
  );
}

interface VisitProps {
  readonly session: PatientSession;
  readonly peer: PatientPeer;
  readonly state: ReturnType<PatientSession['getState']>;
  readonly setLanguage: (language: Language) => void;
  /** Something else fills the screen. */
  readonly covered: boolean;
}

function Visit({ session, peer, state, setLanguage, covered }: VisitProps) {
  const { view } = state;
  const hidden = covered || state.line !== 'open';
  const exit = useQuickExit(session, view?.phase ?? null);
  if (view === null) return null;
  if (exit.out) return <Poster onClose={exit.close} />;
  return (
    <div className="visit" inert={hidden} data-phase={view.phase}>
      <PatientProvider session={session} peer={peer} view={view} setLanguage={setLanguage}>
        <Frame place={state.place} clockOffset={state.clockOffset} care={state.care} onQuit={exit.quit}>
          <Phases silent={hidden} />
        </Frame>
      </PatientProvider>
    </div>
  );
}

/** The guide is silent while the doctor speaks, and while a stethoscope would hear it. */
function Ducking({ peer, muted }: { readonly peer: PatientPeer; readonly muted: boolean }) {
  const player = useVoicePlayer();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => peer.onDoctorSpeaking(setSpeaking), [peer]);
  useEffect(() => player?.setDucked(speaking || muted), [player, speaking, muted]);
  return null;
}
