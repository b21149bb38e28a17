/**
 * Draws one case: `gallery.html?case=broken&language=en`, and then any other in the same page by `drawCase`.
 * Development and tests only; not part of a build.
 */

import { I18nProvider } from 'react-aria-components';
import { createRoot, type Root } from 'react-dom/client';
import type { FromCore } from '../../../src-main/api/core-api.ts';
import '../../ui/fonts.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import '../../patient/overlays/panel.css';
import '../technician.css';
import { Board } from '../Board.tsx';
import { DevicesPanel } from '../devices/DevicesPanel.tsx';
import { StillHere } from '../StillHere.tsx';
import { Technician, type TechnicianProps } from '../Technician.tsx';
import type { TechnicianSession } from '../technician-session.ts';
import { TECHNICIAN_LANGUAGES, type TechnicianLanguage } from '../texts/index.ts';
import { WatchPanel } from '../watch/WatchPanel.tsx';
import { WordsProvider } from '../words.tsx';
import { type Case, cases } from './cases.ts';
import { previewsOf } from './previews.ts';
import { trialOf } from './trial.ts';

declare global {
  interface Window {
    /** @throws when no case has this name */
    drawCase?: (name: string, language: string, access?: Readonly<Record<string, string>>) => void;
  }
}

const none = () => {};

function doorOf(problem: Case['problem']): TechnicianProps['door'] {
  const listeners = new Set<(message: FromCore) => void>();
  return {
    port: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    async requestTechnician() {
      const waitMs = problem === 'wait' ? 45_000 : 0;
      const refused = problem === 'none' ? 'no-pin' : problem === 'wait' ? 'wait' : 'wrong-pin';
      for (const listener of listeners)
        listener({ type: 'technician.entry', request: 1, token: null, refused, waitMs });
      return { ok: false, error: { code: 'not-allowed', message: '' } };
    },
  };
}

function sessionOf({ state }: Case): TechnicianSession | null {
  if (state === undefined) return null;
  return {
    getState: () => state,
    subscribe: () => none,
    act: async () => ({ ok: true }),
    dismiss: none,
    close: none,
  };
}
const NO_LABELS = {};
const place = 'Cabine de Saint-Aubin';

function Shown({ shown, language }: { readonly shown: Case; readonly language: TechnicianLanguage }) {
  const { state } = shown;
  const session = sessionOf(shown);
  const trial = shown.trial === undefined ? null : trialOf(shown.trial);
  return (
    <I18nProvider locale={language}>
      {session === null ? (
        <Technician door={doorOf(shown.problem)} place={place} language={language} onLeave={none} />
      ) : (
        <WordsProvider language={language}>
          <div className="tech" lang={language}>
            <Board session={session} place={place} setLanguage={none} onLeave={none} />
            {trial !== null && state?.watch ? (
              <WatchPanel
                session={session}
                settings={state.watch}
                labels={NO_LABELS}
                open={trial}
                onClose={none}
              />
            ) : null}
            {shown.devices && state?.labels ? (
              <DevicesPanel
                session={session}
                labels={state.labels}
                open={previewsOf(shown.devices)}
                onClose={none}
              />
            ) : null}
            {shown.asked ? <StillHere onStay={none} onLeave={none} /> : null}
          </div>
        </WordsProvider>
      )}
    </I18nProvider>
  );
}

/** What a case does once it is drawn; a later case ends the waiting. */
function afterDrawing({ problem, scroll }: Case, still: () => boolean): void {
  if (problem !== undefined)
    requestAnimationFrame(function type() {
      if (!still()) return;
      const digit = document.querySelector<HTMLElement>('[data-action="digit-1"]');
      if (digit === null) return requestAnimationFrame(type);
      for (let i = 0; i < 6; i += 1) digit.click();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-action="pin-ok"]')?.click()),
      );
    });
  if (scroll !== undefined)
    requestAnimationFrame(function scrollTo() {
      if (!still()) return;
      const list = document.querySelector('.tech-list');
      if (list === null) return requestAnimationFrame(scrollTo);
      list.scrollTop = scroll;
    });
}

const container = document.getElementById('root');
if (container === null) throw new Error('gallery.html has no #root');
let root: Root | null = null;

window.drawCase = (name, asked) => {
  const shown = cases[name];
  if (shown === undefined) throw new Error(`no case ${name}`);
  const language = TECHNICIAN_LANGUAGES.find((known) => known === asked) ?? 'fr';
  root?.unmount();
  document.documentElement.lang = language;
  const mine = createRoot(container);
  root = mine;
  mine.render(<Shown shown={shown} language={language} />);
  afterDrawing(shown, () => root === mine);
};

const query = new URLSearchParams(window.location.search);
window.drawCase(query.get('case') ?? 'pin', query.get('language') ?? 'fr');
