/** Nonin: the answer to a command is one byte, and may stand between two frames. */

const ACCEPTED = 0x06;
const REFUSED = 0x15;
export const REPLY_BYTES = [ACCEPTED, REFUSED] as const;

export interface NoninReply {
  readonly type: 'reply';
  readonly accepted: boolean;
}

/** null: not an answer. */
export function replyOf(byte: number | undefined): NoninReply | null {
  return byte === ACCEPTED || byte === REFUSED ? { type: 'reply', accepted: byte === ACCEPTED } : null;
}
