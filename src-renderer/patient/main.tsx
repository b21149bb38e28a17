import { createRoot } from 'react-dom/client';
import { createCabinetPeer } from '../call/cabinet-peer.ts';
import '../ui/fonts.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './App.tsx';
import { connectLate } from './connect-late.ts';
import { findEntrance, keepToken } from './entrance.ts';
import { createSession } from './session.ts';
import { wipePage } from './wipe.ts';

const session = createSession({
  connect: connectLate(findEntrance),
  onWipe: (client) => {
    peer.close();
    root.unmount();
    void wipePage(keepToken).then(() => {
      client.send({ type: 'wiped' });
      if (window.box?.wiped) window.box.wiped();
      else window.location.reload();
    });
  },
});
const peer = createCabinetPeer(session.port);
session.subscribe(() => {
  if (session.getState().line === 'over') peer.close();
});
const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
const root = createRoot(container);
root.render(<App session={session} peer={peer} />);
