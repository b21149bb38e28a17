/** Login, then one card a cabinet: the call first, then what there is to do. */
import { Bell, DoorOpen, LogIn, LogOut } from 'lucide-react';
import { type FormEvent, useEffect, useState, useSyncExternalStore } from 'react';
import { BoardCard } from './BoardCard.tsx';
import type { Attendant, AttendantState } from './session.ts';
import { en, fr, type Texts } from './texts.ts';

export function App({ session }: { readonly session: Attendant }) {
  const state = useSyncExternalStore(session.subscribe, session.getState);
  const [texts, setTexts] = useState<Texts>(fr);
  useEffect(() => {
    document.documentElement.lang = texts.lang;
    document.title = texts.title;
  }, [texts]);
  return (
    <div className="page">
      <header>
        <p className="brand">
          <DoorOpen aria-hidden="true" />
          {texts.title}
        </p>
        <button type="button" className="quiet" onClick={() => setTexts(texts.lang === 'fr' ? en : fr)}>
          {texts.switchTo}
        </button>
        {state.login === 'in' ? (
          <button type="button" className="quiet" onClick={session.logout}>
            <LogOut aria-hidden="true" />
            {texts.logout}
          </button>
        ) : null}
      </header>
      {state.login === 'in' ? (
        <Boards session={session} state={state} texts={texts} />
      ) : (
        <Login session={session} login={state.login} texts={texts} />
      )}
    </div>
  );
}

interface LoginProps {
  readonly session: Attendant;
  readonly login: AttendantState['login'];
  readonly texts: Texts;
}

function Login({ session, login, texts }: LoginProps) {
  const { login: words } = texts;
  const busy = login === 'busy';
  const why =
    login === 'wrong'
      ? words.wrong
      : login === 'too-many'
        ? words.tooMany
        : login === 'unreachable'
          ? words.unreachable
          : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!busy) void session.login(String(data.get('who')).trim().toLowerCase(), String(data.get('pin')));
  };
  return (
    <main>
      <h1>{words.heading}</h1>
      <form onSubmit={submit}>
        <label>
          {words.who}
          <input name="who" required autoComplete="username" autoCapitalize="none" spellCheck="false" />
        </label>
        <label>
          {words.pin}
          <input name="pin" type="password" inputMode="numeric" required autoComplete="current-password" />
        </label>
        <p role="alert" className="alert">
          {why}
        </p>
        <button type="submit" className="main" aria-disabled={busy}>
          <LogIn aria-hidden="true" />
          {busy ? words.busy : words.submit}
        </button>
      </form>
    </main>
  );
}

const LOOK_MS = 10_000;

interface BoardsProps {
  readonly session: Attendant;
  readonly state: AttendantState;
  readonly texts: Texts;
}

function Boards({ session, state, texts }: BoardsProps) {
  const { boards, me, fresh, failed, clockOffset } = state;
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const contact = me?.contact ?? 1;
  const mine = boards.some(({ call }) => call?.state === 'called' && (contact === 1 || call.contact === 2));
  useAlarm(mine);
  return (
    <main>
      <h1>
        {me?.who}
        {mine ? <Bell aria-hidden="true" /> : null}
      </h1>
      {fresh || boards.length === 0 ? null : (
        <p className="stale" role="alert">
          {texts.stale}
        </p>
      )}
      <p className="alert" role="alert">
        {failed ? texts.failed : null}
      </p>
      {boards.map((board) => (
        <BoardCard
          key={board.box}
          board={board}
          contact={contact}
          now={Date.now() + clockOffset}
          texts={texts}
          onAct={(act) => void session.act(board.box, act)}
        />
      ))}
    </main>
  );
}

const RING_MS = 3_000;

/** Shakes the phone where it can, and rings in the tab's title where it cannot. */
function useAlarm(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const title = document.title;
    const ring = () => {
      navigator.vibrate?.([400, 200, 400]);
      document.title = document.title === title ? `● ${title}` : title;
    };
    ring();
    const timer = setInterval(ring, RING_MS);
    return () => {
      clearInterval(timer);
      document.title = title;
    };
  }, [on]);
}
