/**
 * One screen in one state, for screenshots, axe and keyboard tests: gallery.html?story=<name>&lang=<fr|en>, and then
 * any other in the same page by `drawStory`.
 */
import { createRoot, type Root } from 'react-dom/client';
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
    /** @throws when no story has this name */
    drawStory?: (name: string, lang: string) => void;
  }
}

const container = document.getElementById('root');
if (container === null) throw new Error('gallery.html has no #root');
let root: Root | null = null;
let stopLive = () => {};

window.drawStory = (name, lang) => {
  if (!isStory(name)) throw new Error(`no story ${name}`);
  root?.unmount();
  stopLive();
  const story = STORIES[name];
  const session = createFakeSession(story.state());
  window.fakeSession = session;
  root = createRoot(container);
  root.render(
    <TextsProvider start={lang === 'en' ? en : fr}>
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
  stopLive = story.live === undefined ? () => {} : playLive(session, story.live);
};

const query = new URLSearchParams(window.location.search);
window.drawStory(query.get('story') ?? 'login', query.get('lang') ?? 'fr');
