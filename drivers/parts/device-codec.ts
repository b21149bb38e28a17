/** What an instrument's folder offers to the `codec` command. */

export interface DecodedInput {
  /** In order, with the names of the protocol. */
  readonly frames: readonly object[];
  readonly discardedBytes: number;
  readonly discardedFrames: number;
  /** What the protocol file says beside `frames` of a whole stream, such as `error`. Last, so it may replace a key. */
  readonly about?: Readonly<Record<string, unknown>>;
}

export interface DeviceCodec {
  /** `bytes`: one whole input. */
  decode(bytes: Uint8Array): DecodedInput;
  /** `command`: parsed JSON, not yet checked. The error is a sentence for the person at the terminal. */
  encode(command: unknown): { readonly bytes: Uint8Array } | { readonly error: string };
}
