/** The doctor's console: one page, one session, nothing kept. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDoctorSession } from '../call/doctor-session.ts';
import { Console } from './Console.tsx';
import { takeLink } from './model/link.ts';
import { TextsProvider } from './texts/context.tsx';

const link = takeLink();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <TextsProvider>
      <Console session={createDoctorSession({})} link={link} />
    </TextsProvider>
  </StrictMode>,
);
