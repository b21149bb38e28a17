/** Brings a text to the record, again and again until it has said yes or no. */

import type { Bell } from './bell.ts';
import type { FeedName, Parked, Trouble } from './contract.ts';
import { createRetryWait } from './retry-wait.ts';
import type { Sender, Sent } from './sender.ts';

/** Events by number and code, never by content. */
export type Log = (message: string, fields: Readonly<Record<string, string | number>>) => void;
export type Refused = Omit<Parked, 'feed' | 'row' | 'since'>;

export interface PostParts {
  readonly feed: FeedName;
  readonly sender: Sender;
  readonly bell: Bell;
  readonly signal: AbortSignal;
  readonly nowWall: () => number;
  readonly random?: () => number;
  readonly log: Log;
}

export interface Post {
  /** `text`: a transaction of `entries` entries. @throws Closed */
  bring(text: string, entries: number): Promise<{ readonly done: true } | { readonly refused: Refused }>;
  /** Says why nothing gets through, and waits. @throws Closed */
  later(sent: Extract<Sent, { kind: 'later' | 'unsent' }>): Promise<void>;
  /** The same for what is not the record's word. @throws Closed */
  trouble(why: Trouble, detail: string): Promise<void>;
  state(): {
    readonly trouble: Trouble | null;
    readonly detail: string;
    readonly lastSuccessAt: number | null;
  };
}

/** A conflict that does not end after so many tries is the row's. */
const CONFLICT_TRIES = 6;

export function createPost({ feed, sender, bell, signal, nowWall, random, log }: PostParts): Post {
  const wait = createRetryWait(random);
  let trouble: { readonly why: Trouble; readonly detail: string } | null = null;
  let lastSuccessAt: number | null = null;

  async function rest(why: Trouble, detail: string, notBefore: number | null): Promise<void> {
    if (trouble?.why !== why) log('the record takes nothing', { feed, why, detail });
    trouble = { why, detail };
    await bell.sleep(wait.next(notBefore));
  }
  const later: Post['later'] = (sent) =>
    sent.kind === 'later'
      ? rest(sent.why, String(sent.status), sent.notBeforeMs)
      : rest(sent.why, sent.detail, null);

  function answered(): void {
    if (trouble !== null) log('the record answers again', { feed });
    trouble = null;
    wait.reset();
  }

  return {
    async bring(text, entries) {
      for (let conflicts = 0; ; ) {
        bell.open();
        const sent = await sender.send(text, entries, signal);
        bell.open();
        if (sent.kind === 'delivered') {
          answered();
          lastSuccessAt = nowWall();
          return { done: true };
        }
        if (sent.kind === 'later' && sent.refusal !== null) conflicts += 1;
        const stuck = sent.kind === 'later' && conflicts >= CONFLICT_TRIES ? sent.refusal : null;
        const refusal = sent.kind === 'refused' ? sent : stuck;
        if (refusal !== null) {
          answered();
          const { status, code, path, diagnostics } = refusal;
          return { refused: { status, code, path, diagnostics } };
        }
        if (sent.kind !== 'refused') await later(sent);
      }
    },
    later,
    trouble: (why, detail) => rest(why, detail, null),
    state: () => ({ trouble: trouble?.why ?? null, detail: trouble?.detail ?? '', lastSuccessAt }),
  };
}
