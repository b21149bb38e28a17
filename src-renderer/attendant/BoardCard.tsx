/** One cabinet: is somebody needed, who waits, what is to be cleaned or filled. */
import { Check, Clock, Footprints, Hourglass, MailWarning, Printer, Siren, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttendantAct, Board, HelpCall } from '../../src-main/api/attendant-protocol.ts';
import type { Texts } from './texts.ts';

const MINUTE_MS = 60_000;

interface Props {
  readonly board: Board;
  readonly contact: 1 | 2;
  /** Wall ms of the server. */
  readonly now: number;
  readonly texts: Texts;
  readonly onAct: (act: AttendantAct) => void;
}

export function BoardCard({ board, contact, now, texts, onAct }: Props) {
  const { call, chores, place, reachable } = board;
  const { chores: words } = texts;
  const since = (from: number) => texts.call.since(Math.max(0, Math.floor((now - from) / MINUTE_MS)));
  const quiet =
    call === null &&
    chores !== null &&
    chores.waitingSince === null &&
    chores.cleaningSince === null &&
    chores.printer === null &&
    !chores.unreadLate;
  return (
    <section className="board" data-box={board.box} aria-labelledby={`place-${board.box}`}>
      <h2 id={`place-${board.box}`}>{place}</h2>
      {chores?.hours == null ? null : (
        <p className="hours" data-open={chores.hours.open}>
          <Clock aria-hidden="true" />
          <strong>{chores.hours.open ? words.open : words.closed}</strong>
          <span>{words.today(chores.hours.today.map(([from, to]) => `${from}–${to}`).join(', '))}</span>
        </p>
      )}
      {reachable ? null : (
        <p className="stale" role="alert">
          {texts.unreachable}
        </p>
      )}
      {call === null ? null : (
        <Call call={call} contact={contact} since={since(call.since)} texts={texts} onAct={onAct} />
      )}
      {chores?.cleaningSince == null ? null : (
        <Chore
          icon={<Sparkles aria-hidden="true" />}
          name="cleaning"
          title={words.cleaning}
          text={words.cleaningText}
        >
          <button
            type="button"
            className="main"
            data-act="cleaned"
            onClick={() => onAct({ type: 'cleaned' })}
          >
            <Check aria-hidden="true" />
            {words.cleaned}
          </button>
        </Chore>
      )}
      {chores?.printer == null ? null : (
        <Chore icon={<Printer aria-hidden="true" />} name="printer" title={words.printer[chores.printer]}>
          <button
            type="button"
            className="second"
            data-act="supplied"
            onClick={() => onAct({ type: 'supplied' })}
          >
            <Check aria-hidden="true" />
            {words.supplied}
          </button>
        </Chore>
      )}
      {chores?.waitingSince == null ? null : (
        <Chore
          icon={<Hourglass aria-hidden="true" />}
          name="waiting"
          title={words.waiting}
          text={since(chores.waitingSince)}
        />
      )}
      {chores?.unreadLate === true ? (
        <Chore icon={<MailWarning aria-hidden="true" />} name="unread" title={words.unread} />
      ) : null}
      {quiet && reachable ? <p className="quiet-text">{texts.quiet}</p> : null}
    </section>
  );
}

interface CallProps extends Pick<Props, 'contact' | 'texts' | 'onAct'> {
  readonly call: HelpCall;
  readonly since: string;
}

function Call({ call, contact, since, texts, onAct }: CallProps) {
  const { call: words } = texts;
  if (call.state === 'coming')
    return (
      <Chore icon={<Footprints aria-hidden="true" />} name="coming" title={words.answered} text={since} />
    );
  const mine = contact === 1 || call.contact === 2;
  return (
    <div
      className="chore call"
      role="alert"
      data-chore="call"
      data-mine={mine}
      data-contact={call.contact ?? 1}
    >
      <Siren aria-hidden="true" />
      <div>
        <h3>{mine ? words.heading : words.forFirst}</h3>
        {mine && contact === 2 ? <p>{words.second}</p> : null}
        <p>{since}</p>
        <p>{words.text}</p>
      </div>
      <button
        type="button"
        className="main"
        data-act="coming"
        onClick={() => onAct({ type: 'coming', call: call.id })}
      >
        <Footprints aria-hidden="true" />
        {words.coming}
      </button>
    </div>
  );
}

interface ChoreProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

const Chore = ({ icon, name, title, text, children }: ChoreProps) => (
  <div className="chore" data-chore={name}>
    {icon}
    <div>
      <h3>{title}</h3>
      {text === undefined ? null : <p>{text}</p>}
    </div>
    {children}
  </div>
);
