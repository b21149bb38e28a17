/** The technician's screen: the PIN, then the list. Leaves by itself when nobody is there any more. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import './technician.css';
import type { Reply } from '../../src-main/api/client.ts';
import type { FromCore } from '../../src-main/api/core-api.ts';
import type { TechnicianAction } from '../../src-main/api/selftest-protocol.ts';
import { Board } from './Board.tsx';
import { coreAddress } from './connect.ts';
import { PinPad, type PinProblem } from './PinPad.tsx';
import { StillHere, useIdle } from './StillHere.tsx';
import { openTechnicianSession, type TechnicianSession } from './technician-session.ts';
import type { TechnicianLanguage } from './texts/index.ts';
import { WordsProvider } from './words.tsx';

const PIN_IDLE_MS = 60_000;
const BOARD_IDLE_MS = 5 * 60_000;

export interface TechnicianProps {
  /** The patient's screen's own line to the core: the PIN goes over it. */
  readonly door: {
    requestTechnician(action: TechnicianAction): Promise<Reply>;
    readonly port: { subscribe(listener: (message: FromCore) => void): () => void };
  };
  readonly place: string;
  readonly language: TechnicianLanguage;
  readonly onLeave: () => void;
  /** How the list is reached; another one where the screens alone are drawn. */
  readonly open?: (token: string) => Promise<TechnicianSession>;
}

const openHere = async (token: string): Promise<TechnicianSession> =>
  openTechnicianSession(await coreAddress(), token);

export function Technician({ door, place, language: first, onLeave, open = openHere }: TechnicianProps) {
  const [language, setLanguage] = useState(first);
  const [session, setSession] = useState<TechnicianSession | null>(null);
  useEffect(() => () => session?.close(), [session]);
  return (
    <WordsProvider language={language}>
      <div className="tech" lang={language}>
        {session === null ? (
          <Door door={door} open={open} onOpen={setSession} onLeave={onLeave} />
        ) : (
          <Inside session={session} place={place} setLanguage={setLanguage} onLeave={onLeave} />
        )}
      </div>
    </WordsProvider>
  );
}

interface DoorProps extends Pick<TechnicianProps, 'door' | 'onLeave'> {
  readonly open: (token: string) => Promise<TechnicianSession>;
  readonly onOpen: (session: TechnicianSession) => void;
}

type Entry = Extract<FromCore, { type: 'technician.entry' }>;

function problemOf({ refused, waitMs }: Entry): PinProblem {
  if (refused === 'no-pin') return { why: 'none' };
  if (waitMs > 0) return { why: 'wait', until: performance.now() + waitMs };
  return { why: 'wrong' };
}

function Door({ door, open, onOpen, onLeave }: DoorProps) {
  const [problem, setProblem] = useState<PinProblem | null>(null);
  const [pending, setPending] = useState(false);
  const { idle } = useIdle(PIN_IDLE_MS, pending);
  useEffect(() => {
    if (idle) onLeave();
  }, [idle, onLeave]);

  async function enter(pin: string): Promise<void> {
    setPending(true);
    const entries: Entry[] = [];
    const stop = door.port.subscribe((message) => {
      if (message.type === 'technician.entry') entries.push(message);
    });
    const reply = await door.requestTechnician({ type: 'enter', pin });
    stop();
    const entry = entries.at(-1);
    if (entry?.token) {
      onOpen(await open(entry.token));
      return;
    }
    setPending(false);
    if (entry) setProblem(problemOf(entry));
    else setProblem({ why: !reply.ok && reply.error.code === 'not-now' ? 'not-now' : 'unavailable' });
  }

  return <PinPad problem={problem} pending={pending} onPin={(pin) => void enter(pin)} onBack={onLeave} />;
}

interface InsideProps extends Pick<TechnicianProps, 'place' | 'onLeave'> {
  readonly session: TechnicianSession;
  readonly setLanguage: (language: TechnicianLanguage) => void;
}

function Inside({ session, place, setLanguage, onLeave }: InsideProps) {
  const { running, guide } = useSyncExternalStore(session.subscribe, session.getState);
  const moving = guide?.step === 'cuff' && guide.state === 'working';
  const { idle, wake } = useIdle(BOARD_IDLE_MS, running.length > 0 || moving);
  const leave = useCallback(() => {
    void session.act({ type: 'leave' });
    onLeave();
  }, [session, onLeave]);
  return (
    <>
      <Board session={session} place={place} setLanguage={setLanguage} onLeave={leave} />
      {idle ? <StillHere onStay={wake} onLeave={leave} /> : null}
    </>
  );
}
