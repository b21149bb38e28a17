/**
 * Draws one case: `gallery.html?case=waiting&language=en`, and then any other in the same page by `drawCase`.
 * Development and tests only; not part of a build.
 */
import { createRoot, type Root } from 'react-dom/client';
import { prescription } from '../../../fixtures/printer/prescription.ts';
import type { Live, Wave } from '../../../src-main/api/call-protocol.ts';
import { type Language, languageSchema } from '../../../state-machines/contract.ts';
import type { CabinetCallState } from '../../call/cabinet-peer.ts';
import '../../ui/fonts.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { App } from '../App.tsx';
import { IDENTIFY_START } from '../screens/identify-pages.ts';
import { identifyStart } from '../screens/identify-start.ts';
import type { PatientSession, SessionState } from '../session.ts';
import { type Case, cases } from './cases.ts';
import { earStream, pictureStream, stopPictures } from './picture.ts';
import { pseudo } from './pseudo.ts';

declare global {
  interface Window {
    /** @throws when no case has this name */
    drawCase?: (name: string, language: string, access?: Readonly<Record<string, string>>) => void;
  }
}

const live = (quantity: Live['quantity'], value: number): Live => ({
  type: 'live',
  quantity,
  value,
  unit: '%',
  quality: 'good',
  sampledAt: 0,
  quietMs: 60_000,
});
const LIVE = [
  live('spo2', 97),
  live('pulse-rate', 72),
  live('press-cuff', 132),
  live('body-temperature', 36.4),
  live('mass-body', 72.4),
];
const beat: Wave = {
  type: 'wave',
  wave: 'pleth',
  sampledAt: 0,
  rate: 60,
  range: [0, 127],
  samples: [],
  beat: true,
};

function identifyAt({ identify: page = 'choose' }: Case): typeof identifyStart.current {
  return page === 'confirm'
    ? { ...IDENTIFY_START, page, birthName: 'Essai', firstName: 'Anne-Marie', birthDate: '1950-02-03' }
    : { ...IDENTIFY_START, page };
}

function sessionOf(shown: Case, language: Language): PatientSession {
  const view = shown.view === null ? null : { ...shown.view, language };
  const state: SessionState = {
    line: shown.line ?? 'open',
    view,
    clockOffset: 0,
    simulation: false,
    place: 'Cabine de Saint-Aubin',
    phone: '03 80 00 00 00',
    dock: null,
    care: shown.care ?? null,
    check: shown.check ?? null,
  };
  return {
    getState: () => state,
    subscribe: () => () => {},
    request: async (action) =>
      action.type === 'help' && shown.helpFails
        ? { ok: false, error: { code: 'unavailable', message: '' } }
        : { ok: true },
    requestDock: async () => ({ ok: true }),
    requestTechnician: async () => ({ ok: true }),
    port: { send: () => {}, subscribe: () => () => {} },
    onLive(listener) {
      if ((view?.exam?.trouble ?? null) === null) for (const each of LIVE) listener(each);
      return () => {};
    },
    onWave(listener) {
      const timer = setInterval(() => listener(beat), 830);
      return () => clearInterval(timer);
    },
  };
}

function peerOf({ view, video }: Case) {
  const camera = view?.media.camera ?? true;
  const call: CabinetCallState = {
    state: 'idle',
    epoch: null,
    remoteFace: video ? pictureStream('#7fa8a3') : null,
    remoteMedia: { camera: video ?? false, microphone: true },
    localPreview: camera ? pictureStream('#c8a98a') : null,
    localMedia: { camera, microphone: true },
    devices: [],
  };
  return { getState: () => call, subscribe: () => () => {}, onDoctorSpeaking: () => () => {} };
}

function mediaOf({ view }: Case) {
  const seen = view?.exam?.media?.live === true && view.exam.media.need !== 'stethoscope';
  const examMedia = { picture: seen ? earStream() : null, sound: false };
  return { getState: () => examMedia, subscribe: () => () => {} };
}

function documentsOf({ view }: Case) {
  const blob = new Blob([prescription()], { type: 'application/pdf' });
  const arrived = new Map((view?.documents ?? []).map(({ id }) => [id, { state: 'here' as const, blob }]));
  return { arrivals: () => arrived, subscribe: () => () => {} };
}

/** One press of a tool as soon as it is there; a later case ends the waiting. */
function pressWhenDrawn(press: string, still: () => boolean): void {
  requestAnimationFrame(function whenDrawn() {
    if (!still()) return;
    const tool = document.querySelector<HTMLElement>(`[data-action="${press}"]`);
    if (tool) tool.click();
    else requestAnimationFrame(whenDrawn);
  });
}

const container = document.getElementById('root');
if (container === null) throw new Error('gallery.html has no #root');
let root: Root | null = null;

/** Access settings, as they stand on the root element. */
const SETTINGS = ['contrast', 'text', 'motion', 'reach'] as const;
/** Beside the languages of the product: French as a translation would grow. */
const PSEUDO = 'pseudo';

window.drawCase = (name, asked, access = {}) => {
  const shown = cases[name];
  if (shown === undefined) throw new Error(`no case ${name}`);
  root?.unmount();
  stopPictures();
  for (const setting of SETTINGS) {
    const chosen = access[setting];
    if (chosen === undefined) delete document.documentElement.dataset[setting];
    else document.documentElement.dataset[setting] = chosen;
  }
  window.scrollTo(0, 0);
  const mine = createRoot(container);
  root = mine;
  identifyStart.current = identifyAt(shown);
  mine.render(
    <App
      session={sessionOf(shown, languageSchema.catch('fr').parse(asked))}
      peer={peerOf(shown)}
      media={mediaOf(shown)}
      documents={documentsOf(shown)}
      {...(asked === PSEUDO ? { alter: pseudo } : {})}
    />,
  );
  if (shown.press !== undefined) pressWhenDrawn(shown.press, () => root === mine);
};

const query = new URLSearchParams(window.location.search);
window.drawCase(query.get('case') ?? 'idle', query.get('language') ?? 'fr');
