/** One run of one speaker: signs what it says, one after the other, and counts it for each listener. */
import type { Bound } from './binding.ts';
import { EVERYBODY, type Speaker, signMessage } from './message.ts';

export const UNBOUND: Bound = { claim: null, visit: null, epoch: 0, own: null, peer: null };

const EVERYBODY_KEY = `${EVERYBODY} null`;

export interface VoiceOptions {
  /** `doctor:<id>` or `box:<name>` */
  readonly from: string;
  readonly run: string;
  /** Null: no certificate that holds; nothing is said. */
  readonly speaker: () => Speaker | null;
  /** The fleet's time, ms. */
  readonly now: () => number;
}

export interface Said {
  readonly to: string;
  readonly toRun: string | null;
  readonly bound: Bound;
  readonly body: unknown;
}

export interface Voice {
  /**
   * In the order of the calls. `what` is asked when its turn has come; null says nothing. `publish` answers false when
   * it cannot go now: its number is then the next one's.
   */
  say(what: () => Said | null | Promise<Said | null>, publish: (text: string) => boolean): Promise<boolean>;
  /** Signed now to be published by somebody else later: what comes after it has a higher number. */
  write(body: unknown): Promise<string | null>;
}

export function createVoice({ from, run, speaker, now }: VoiceOptions): Voice {
  const counts = new Map<string, number>();
  let tail: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = tail.then(task);
    tail = done.catch(() => {});
    return done;
  };
  const sign = (said: Said, n: number): Promise<string | null> => {
    const who = speaker();
    const { to, toRun, bound, body } = said;
    const { claim, visit, epoch, own, peer } = bound;
    const message = {
      v: 1 as const,
      from,
      to,
      run,
      toRun,
      n,
      at: now(),
      claim,
      visit,
      epoch,
      own,
      peer,
      body,
    };
    return who === null ? Promise.resolve(null) : signMessage(message, who);
  };

  return {
    say: (what, publish) =>
      inTurn(async () => {
        const said = await what();
        if (said === null) return false;
        const listener = `${said.to} ${said.toRun}`;
        const n = (counts.get(listener) ?? 0) + 1;
        const text = await sign(said, n);
        if (text === null || !publish(text)) return false;
        counts.set(listener, n);
        return true;
      }),
    write: (body) =>
      inTurn(async () => {
        const said = { to: EVERYBODY, toRun: null, bound: UNBOUND, body };
        const n = (counts.get(EVERYBODY_KEY) ?? 0) + 1;
        counts.set(EVERYBODY_KEY, n);
        return sign(said, n);
      }),
  };
}
