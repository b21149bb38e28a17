/** WebSocket close codes of the core's API (4000-4999 are ours to give). Shared by server and client. */
export const CLOSE = {
  /** A newer connection took this one's seat: do not come back. */
  replaced: 4001,
  noHello: 4002,
  badToken: 4003,
  /** Too many messages that could not be parsed. */
  malformed: 4004,
  /** The client does not read fast enough. */
  slow: 4005,
  /** Too many clients at once. */
  crowded: 4006,
  goingAway: 1001,
  tooLarge: 1009,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
