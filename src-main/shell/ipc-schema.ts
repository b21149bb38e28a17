/** Renderer → shell. Two questions without arguments; the answers are the page's to check again. */
import { z } from 'zod';
import { isOurs } from './origin.ts';

export { ipcChannels } from './ipc-channels.ts';

export const noArgumentsSchema = z.tuple([]);

export const tokenReplySchema = z.strictObject({
  url: z.string().regex(/^ws:\/\/127\.0\.0\.1:\d{1,5}\/api$/),
  token: z.string().min(16).max(128),
});
export type TokenReply = z.infer<typeof tokenReplySchema>;

/** What `window.box` is in a page of the shell. */
export interface BoxBridge {
  /** A fresh one-time token. Rejects while the core does not answer: ask again. */
  token(): Promise<TokenReply>;
  /** The visit's traces in the page are gone; the shell replaces the page by a new one. */
  wiped(): Promise<void>;
}

export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Of the window now on screen, not of one that is being wiped. */
  readonly isCurrent: boolean;
}

export function mayAsk({ url, isMainFrame, isCurrent }: Sender): boolean {
  return isMainFrame && isCurrent && isOurs(url);
}
