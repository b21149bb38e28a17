import { PanelContext, usePanel } from './panel-context.ts';
import { usePatient } from './patient-context.tsx';
import { CallPhase } from './screens/CallPhase.tsx';
import { Consent } from './screens/Consent.tsx';
import { Details } from './screens/Details.tsx';
import { Abandoned, Cleaning, Goodbye, Interrupted } from './screens/endings.tsx';
import { Identify } from './screens/Identify.tsx';
import { Idle } from './screens/Idle.tsx';
import { LanguageChoice } from './screens/LanguageChoice.tsx';
import { RedFlags } from './screens/RedFlags.tsx';
import { Waiting } from './screens/Waiting.tsx';
import { Welcome } from './screens/Welcome.tsx';

/** `silent`: something else speaks for the screen. */
export function Phases({ silent }: { readonly silent: boolean }) {
  const panel = usePanel();
  return (
    <PanelContext value={{ ...panel, covered: panel.covered || silent }}>
      <Current />
    </PanelContext>
  );
}

function Current() {
  const { view } = usePatient();
  switch (view.phase) {
    case 'idle':
      return <Idle />;
    case 'welcome':
      return <Welcome />;
    case 'language':
      return <LanguageChoice />;
    case 'identify':
      return <Identify />;
    case 'details':
      return <Details />;
    case 'consent':
      return <Consent />;
    case 'redFlags':
      return <RedFlags />;
    case 'waiting':
      return <Waiting />;
    case 'alone':
    case 'inCall':
    case 'exam':
    case 'documents':
      return <CallPhase />;
    case 'goodbye':
      return <Goodbye />;
    case 'cleaning':
      return <Cleaning />;
    case 'abandoned':
      return <Abandoned />;
    case 'interrupted':
      return <Interrupted />;
  }
}
