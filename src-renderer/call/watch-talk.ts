/** What the doctor's page knows of the distress watch, and what it says back, within the heartbeats of a call. */
import type { DoctorAct, WatchAct, WatchPicture } from '../../src-main/api/watch-sealed.ts';
import type { CheckQuestion } from '../../state-machines/distress/vocabulary.ts';
import type { Clock } from './clock.ts';
import { createWatchLine } from './watch-line.ts';

/** An open alert. */
export type WatchMark = Omit<WatchPicture['open'][number], 'sinceS'> & {
  /** Page time. */
  readonly since: number;
  /** Pressed here, and not yet heard by the cabinet. */
  readonly pending: WatchAct | null;
};

export interface DoctorWatch extends Pick<WatchPicture, 'on' | 'blind' | 'more' | 'attendant' | 'check'> {
  /** A question that the cabinet has not heard of yet. */
  readonly asking: CheckQuestion | null;
  readonly marks: readonly WatchMark[];
}

export interface WatchTalk {
  /** For `hello`; null: not made yet. */
  key(): string | null;
  agree(visit: string, epoch: number, theirs: string | null): void;
  /** For the heartbeat that goes now. */
  next(): string;
  hear(field: string): void;
  act(act: WatchAct, episode: string): void;
  /** One of the ordinary questions, asked again: the patient's screen shows no difference. */
  ask(question: CheckQuestion): void;
  /** Null: nothing was understood yet, or this cabinet has no watch. */
  state(): DoctorWatch | null;
  /** 0 … 1 by signal, the last; null: none. */
  scores(): WatchPicture['scores'] | null;
  /** Another call: what was known of the one before is gone. */
  reset(): void;
}

export interface WatchTalkOptions {
  readonly clock: Clock;
  /** This page is in front and has the doctor's eyes, as far as a page can tell. */
  readonly focused: () => boolean;
  readonly onReady: () => void;
  readonly onChange: () => void;
}

/** Its seconds are whole, so a mark's own beginning wanders by less than one. */
const SAME_MS = 1500;
const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

export function createWatchTalk({ clock, focused, onReady, onChange }: WatchTalkOptions): WatchTalk {
  const line = createWatchLine(onReady);
  let picture: WatchPicture | null = null;
  let state: DoctorWatch | null = null;
  let shown = '';
  /** In the order they were pressed; the first is being said. */
  let said: readonly DoctorAct[] = [];

  const say = (): void => {
    void line.say({ focused: focused(), act: said[0] ?? null });
  };

  function sinceOf(id: string, sinceS: number): number {
    const now = clock.now() - sinceS * 1000;
    const known = state?.marks.find((mark) => mark.id === id)?.since;
    return known !== undefined && Math.abs(known - now) < SAME_MS ? known : now;
  }

  function compose(): void {
    const next: DoctorWatch | null = picture && {
      on: picture.on,
      blind: picture.blind,
      more: picture.more,
      attendant: picture.attendant,
      marks: picture.open.map(({ sinceS, ...one }) => ({
        ...one,
        since: sinceOf(one.id, sinceS),
        pending:
          (said.find((act) => act.do !== 'ask' && act.episode === one.id)?.do as WatchAct | undefined) ??
          null,
      })),
      check: picture.check,
      asking: said.find((act) => act.do === 'ask')?.question ?? null,
    };
    const text = JSON.stringify(next);
    if (text === shown) return;
    shown = text;
    state = next;
    onChange();
  }

  function press(act: DoctorAct): void {
    said = [...said, act];
    say();
    compose();
  }

  return {
    key: () => line.key(),
    agree: (visit, epoch, theirs) => void line.agree(visit, epoch, theirs).then(say),
    next() {
      const field = line.next();
      say();
      return field;
    },
    hear(field) {
      void line.read(field).then((read) => {
        if (read === null) return;
        picture = read;
        const { heard } = read;
        if (heard !== null && said[0]?.id === heard.act) {
          said = said.slice(1);
          say();
        }
        compose();
      });
    },
    act(act, episode) {
      if (said.some((one) => one.do !== 'ask' && one.episode === episode)) return;
      press({ id: freshId(), do: act, episode });
    },
    ask(question) {
      if (said.some((one) => one.do === 'ask')) return;
      press({ id: freshId(), do: 'ask', question });
    },
    state: () => state,
    scores: () => picture?.scores ?? null,
    reset() {
      picture = null;
      said = [];
      shown = '';
      state = null;
    },
  };
}

/** Of a browser; a page without a document has nobody in front of it. */
export const pageFocused = (): boolean =>
  typeof document !== 'undefined' && document.visibilityState === 'visible' && document.hasFocus();
