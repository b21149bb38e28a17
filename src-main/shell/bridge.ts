/** Answers the page's two questions, to our own current page only. */
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { ipcChannels } from './ipc-channels.ts';
import { mayAsk, noArgumentsSchema, type TokenReply, tokenReplySchema } from './ipc-schema.ts';

export interface BridgeOptions {
  readonly isCurrent: (event: IpcMainInvokeEvent) => boolean;
  readonly token: () => Promise<TokenReply | null>;
  readonly wiped: () => void;
}

export function answerPage({ isCurrent, token, wiped }: BridgeOptions): void {
  const handle = (channel: string, answer: () => Promise<unknown>) => {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      const frame = event.senderFrame;
      const sender = {
        url: frame?.url ?? '',
        isMainFrame: frame !== null && frame.parent === null,
        isCurrent: isCurrent(event),
      };
      if (!mayAsk(sender)) throw new Error('not allowed');
      if (!noArgumentsSchema.safeParse(args).success) throw new Error('takes no arguments');
      return answer();
    });
  };
  handle(ipcChannels.token, async () => {
    const reply = await token();
    if (!reply) throw new Error('the core does not answer');
    return tokenReplySchema.parse(reply);
  });
  handle(ipcChannels.wiped, async () => {
    wiped();
  });
}
