/** Draws one case: `gallery.html?case=waiting&language=en`. Development and tests only; not part of a build. */
import { createRoot } from 'react-dom/client';
import { prescription } from '../../../fixtures/printer/prescription.ts';
import type { Live, Wave } from '../../../src-main/api/call-protocol.ts';
import { languageSchema } from '../../../state-machines/contract.ts';
import type { CabinetCallState } from '../../call/cabinet-peer.ts';
import '../../ui/fonts.ts';
import '../../ui/tokens.css';
import '../../ui/base.css';
import { App } from '../App.tsx';
import { IDENTIFY_START } from '../screens/identify-pages.ts';
import { identifyStart } from '../screens/identify-start.ts';
import type { PatientSession, SessionState } from '../session.ts';
import { cases } from './cases.ts';
import { earStream, pictureStream } from './picture.ts';

const query = new URLSearchParams(window.location.search);
const shown = cases[query.get('case') ?? 'idle'] ?? cases['idle'];
const language = languageSchema.catch('fr').parse(query.get('language'));
if (shown === undefined) throw new Error('no case');

const page = shown.identify ?? 'choose';
identifyStart.current =
  page === 'confirm'
    ? { ...IDENTIFY_START, page, birthName: 'Essai', firstName: 'Anne-Marie', birthDate: '1950-02-03' }
    : { ...IDENTIFY_START, page };
const view = shown.view === null ? null : { ...shown.view, language };
const state: SessionState = {
  line: shown.line ?? 'open',
  view,
  clockOffset: 0,
  simulation: false,
  place: 'Cabine de Saint-Aubin',
  dock: null,
  care: shown.care ?? null,
  check: shown.check ?? null,
};
const live = (quantity: Live['quantity'], value: number): Live => ({
  type: 'live',
  quantity,
  value,
  unit: '%',
  quality: 'good',
  sampledAt: 0,
  quietMs: 60_000,
});
const beat: Wave = {
  type: 'wave',
  wave: 'pleth',
  sampledAt: 0,
  rate: 60,
  range: [0, 127],
  samples: [],
  beat: true,
};
const session: PatientSession = {
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
    const trouble = view?.exam?.trouble ?? null;
    const shown = [
      live('spo2', 97),
      live('pulse-rate', 72),
      live('press-cuff', 132),
      live('body-temperature', 36.4),
      live('mass-body', 72.4),
    ];
    if (trouble === null) for (const l of shown) listener(l);
    return () => {};
  },
  onWave(listener) {
    const timer = setInterval(() => listener(beat), 830);
    return () => clearInterval(timer);
  },
};
const camera = view?.media.camera ?? true;
const call: CabinetCallState = {
  state: 'idle',
  epoch: null,
  remoteFace: shown.video ? pictureStream('#7fa8a3') : null,
  remoteMedia: { camera: shown.video ?? false, microphone: true },
  localPreview: camera ? pictureStream('#c8a98a') : null,
  localMedia: { camera, microphone: true },
  devices: [],
};
const peer = { getState: () => call, subscribe: () => () => {}, onDoctorSpeaking: () => () => {} };

const container = document.getElementById('root');
if (container === null) throw new Error('gallery.html has no #root');
const seen = view?.exam?.media?.live === true && view.exam.media.need !== 'stethoscope';
const examMedia = { picture: seen ? earStream() : null, sound: false };
const media = { getState: () => examMedia, subscribe: () => () => {} };

const blob = new Blob([prescription()], { type: 'application/pdf' });
const arrived = new Map((view?.documents ?? []).map(({ id }) => [id, { state: 'here' as const, blob }]));
const documents = { arrivals: () => arrived, subscribe: () => () => {} };

createRoot(container).render(<App session={session} peer={peer} media={media} documents={documents} />);

const press = shown.press;
if (press !== undefined) {
  requestAnimationFrame(function whenDrawn() {
    const tool = document.querySelector<HTMLElement>(`[data-action="${press}"]`);
    if (tool) tool.click();
    else requestAnimationFrame(whenDrawn);
  });
}
