/** The attendant's page: one phone, one session, nothing kept. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createAttendantSession } from './session.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <App session={createAttendantSession({ fetch: window.fetch.bind(window) })} />
  </StrictMode>,
);
