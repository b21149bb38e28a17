/** One screen in one state, for screenshots, axe and keyboard tests: gallery.html?story=<name>&lang=<fr|en>. */
import { createRoot } from 'react-dom/client';
import { Console } from '../Console.tsx';
import { createFakeSession, type FakeSession } from '../fake-session.ts';
import { takeLink } from '../model/link.ts';
import { TextsProvider } from '../texts/context.tsx';
import { en } from '../texts/en.ts';
import { fr } from '../texts/fr.ts';
import { playLive } from './live-player.ts';
import { isStory, STORIES } from './stories.ts';

declare global {
  interface Window {
    fakeSession?: FakeSession;
  }
}

const query = new URLSearchParams(window.location.search);
const name = query.get('story') ?? 'login';
const root = document.getElementById('root');
if (root === null) throw new Error('gallery.html has no #root');
if (!isStory(name)) throw new Error(`no story ${name}`);

const story = STORIES[name];
const session = createFakeSession(story.state());
window.fakeSession = session;
createRoot(root).render(
  <TextsProvider start={query.get('lang') === 'en' ? en : fr}>
    <Console session={session} link={takeLink()} />
  </TextsProvider>,
);
for (const [index, events] of (story.later ?? []).entries()) {
  setTimeout(
    () => {
      const { call } = session.getState();
      if (call !== null) session.set({ call: { ...call, events: [...call.events, ...events] } });
    },
    200 * (index + 1),
  );
}
if (story.live !== undefined) playLive(session, story.live);
