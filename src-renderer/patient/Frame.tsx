/** The whole screen around a step: place above, the tools that never move below, overlays over all. */
import { CircleX } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import './frame.css';
import type { Care } from '../../src-main/api/watch-protocol.ts';
import { Button } from '../ui/Button.tsx';
import { Mark } from './art/Mark.tsx';
import { AllRight } from './overlays/AllRight.tsx';
import { AttendantPanel } from './overlays/AttendantPanel.tsx';
import { HelpPanel } from './overlays/HelpPanel.tsx';
import { HoldPanel } from './overlays/HoldPanel.tsx';
import { InfoPanel } from './overlays/InfoPanel.tsx';
import { LanguagePanel } from './overlays/LanguagePanel.tsx';
import { LeavePanel } from './overlays/LeavePanel.tsx';
import { SentencePanel } from './overlays/SentencePanel.tsx';
import { StillThere } from './overlays/StillThere.tsx';
import { PanelContext } from './panel-context.ts';
import { usePatient } from './patient-context.tsx';
import { MAY_LEAVE, Tools } from './Tools.tsx';

export type Panel = 'help' | 'language' | 'info' | 'leave';

interface FrameProps {
  readonly place: string;
  readonly clockOffset: number;
  readonly care: Care | null;
  readonly onQuit: () => void;
  readonly children: ReactNode;
}

export function Frame({ place, clockOffset, care, onQuit, children }: FrameProps) {
  const { view } = usePatient();
  const [panel, setPanel] = useState<Panel | null>(null);
  const close = useCallback(() => setPanel(null), []);
  /** What was last said of the attendant and read. */
  const [read, setRead] = useState<Care['attendant']>('none');
  const askUntil = care?.askUntil ?? null;
  const attendant = care?.attendant ?? 'none';
  const news = attendant !== 'none' && attendant !== read;
  const cared = askUntil !== null || news;
  const asked = cared ? null : view.stillThereUntil;
  const { hold = null, sentence = null } = view;
  const covered = cared || panel !== null || asked !== null || hold !== null || sentence !== null;
  const state = useMemo(() => ({ covered, openHelp: () => setPanel('help') }), [covered]);
  const visit = view.visit;

  useEffect(() => {
    if (attendant === 'none') setRead('none');
  }, [attendant]);

  // A panel of one patient must not greet the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on every change of visit
  useEffect(() => setPanel(null), [visit]);

  return (
    <PanelContext value={state}>
      <div className="frame">
        <header className="frame-head">
          <Mark />
          <p className="frame-place">{place}</p>
          {MAY_LEAVE.includes(view.phase) ? (
            <Button label="safe.quit" icon={CircleX} variant="quiet" silent onPress={onQuit} />
          ) : null}
        </header>
        <main className="frame-main" hidden={asked !== null}>
          {children}
        </main>
        <Tools open={setPanel} />
        {askUntil === null ? null : <AllRight until={askUntil - clockOffset} />}
        {askUntil === null && news ? (
          <AttendantPanel key={attendant} attendant={attendant} onClose={() => setRead(attendant)} />
        ) : null}
        {asked === null ? null : <StillThere until={asked - clockOffset} />}
        {!cared && asked === null && panel === null && sentence !== null ? (
          <SentencePanel key={sentence.id} shown={sentence} />
        ) : null}
        {!cared && asked === null && panel === null && sentence === null && hold !== null ? (
          <HoldPanel />
        ) : null}
        {panel === 'help' && !cared ? <HelpPanel onClose={close} /> : null}
        {panel === 'language' && !cared && asked === null ? <LanguagePanel onClose={close} /> : null}
        {panel === 'info' && !cared && asked === null ? <InfoPanel onClose={close} /> : null}
        {panel === 'leave' && !cared && asked === null ? <LeavePanel onClose={close} /> : null}
      </div>
    </PanelContext>
  );
}
