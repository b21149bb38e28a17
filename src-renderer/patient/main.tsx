import { createRoot } from 'react-dom/client';
import { createCabinetPeer } from '../call/cabinet-peer.ts';
import { createLocalMedia } from '../call/local-media.ts';
import { createPatientWatch } from '../distress/patient-watch.ts';
import { answerWatchQuestions } from '../distress/proof/answer.ts';
import { answerMediaQuestions } from '../technician/media/answer.ts';
import '../ui/fonts.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './App.tsx';
import { connectLate } from './connect-late.ts';
import { createDocumentFiles } from './documents/document-files.ts';
import { findEntrance, keepToken } from './entrance.ts';
import { createExamMedia } from './media/exam-media.ts';
import { keepLabels } from './media/labels.ts';
import { takeClip } from './media/take-clip.ts';
import { takeStill } from './media/take-still.ts';
import { createSession } from './session.ts';
import { wipePage } from './wipe.ts';

const REPLACED_WITHIN_MS = 10_000;

const session = createSession({
  connect: connectLate(findEntrance),
  onWipe: (client, fresh) => {
    if (fresh) {
      void wipePage(keepToken).then(() => client.send({ type: 'wiped' }));
      return;
    }
    watch.close();
    documents.close();
    media.close();
    peer.close();
    root.unmount();
    void wipePage(keepToken).then(() => {
      // The shell puts another page in this one's place; should it fail, an empty page is not left standing.
      setTimeout(() => window.location.reload(), REPLACED_WITHIN_MS);
      if (window.box?.wiped) window.box.wiped();
      else window.location.reload();
    });
  },
});
const devices = globalThis.navigator?.mediaDevices;
const labels = keepLabels(session.port);
const peer = createCabinetPeer(session.port, { media: createLocalMedia(devices, labels.forCall) });
const media = createExamMedia({
  port: session.port,
  labels: labels.now,
  view: { get: () => session.getState().view?.exam?.media ?? null, subscribe: session.subscribe },
  peer,
  devices,
  takeStill,
  takeClip,
});
const documents = createDocumentFiles({
  port: session.port,
  documents: { get: () => session.getState().view?.documents ?? [], subscribe: session.subscribe },
});
const watch = createPatientWatch({
  port: session.port,
  phase: { get: () => session.getState().view?.phase ?? null, subscribe: session.subscribe },
  devices,
  pick: labels.forCall,
  page: document.baseURI,
  callNeedsProcessor: () => peer.lacksProcessor(),
});
answerMediaQuestions(session.port);
answerWatchQuestions(session.port, document.baseURI);
session.subscribe(() => {
  if (session.getState().line !== 'over') return;
  watch.close();
  documents.close();
  media.close();
  peer.close();
});
const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
const root = createRoot(container);
root.render(<App session={session} peer={peer} media={media} documents={documents} />);
