/** The whole screen around a step: place above, the tools that never move below, overlays over all. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import './frame.css';
import { Mark } from './art/Mark.tsx';
import { HelpPanel } from './overlays/HelpPanel.tsx';
import { HoldPanel } from './overlays/HoldPanel.tsx';
import { LanguagePanel } from './overlays/LanguagePanel.tsx';
import { LeavePanel } from './overlays/LeavePanel.tsx';
import { SentencePanel } from './overlays/SentencePanel.tsx';
import { StillThere } from './overlays/StillThere.tsx';
import { PanelContext } from './panel-context.ts';
import { usePatient } from './patient-context.tsx';
import { Tools } from './Tools.tsx';

export type Panel = 'help' | 'language' | 'leave';

interface FrameProps {
  readonly place: string;
  readonly clockOffset: number;
  readonly children: ReactNode;
}

export function Frame({ place, clockOffset, children }: FrameProps) {
  const { view } = usePatient();
  const [panel, setPanel] = useState<Panel | null>(null);
  const close = useCallback(() => setPanel(null), []);
  const asked = view.stillThereUntil;
  const { hold = null, sentence = null } = view;
  const covered = panel !== null || asked !== null || hold !== null || sentence !== null;
  const state = useMemo(() => ({ covered, openHelp: () => setPanel('help') }), [covered]);
  const visit = view.visit;

  // A panel of one patient must not greet the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on every change of visit
  useEffect(() => setPanel(null), [visit]);

  return (
    <PanelContext value={state}>
      <div className="frame">
        <header className="frame-head">
          <Mark />
          <p className="frame-place">{place}</p>
        </header>
        <main className="frame-main" hidden={asked !== null}>
          {children}
        </main>
        <Tools open={setPanel} />
        {asked === null ? null : <StillThere until={asked - clockOffset} />}
        {asked === null && panel === null && sentence !== null ? (
          <SentencePanel key={sentence.id} shown={sentence} />
        ) : null}
        {asked === null && panel === null && sentence === null && hold !== null ? <HoldPanel /> : null}
        {panel === 'help' ? <HelpPanel onClose={close} /> : null}
        {panel === 'language' && asked === null ? <LanguagePanel onClose={close} /> : null}
        {panel === 'leave' && asked === null ? <LeavePanel onClose={close} /> : null}
      </div>
    </PanelContext>
  );
}
