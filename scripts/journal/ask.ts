/** Secrets are read from standard input, a line each, and not shown while they are typed. */
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

export interface SecretAsker {
  /** Empty at the end of the input. */
  ask(question: string): Promise<string>;
  close(): void;
}

export function createSecretAsker(input: NodeJS.ReadStream, say: (text: string) => void): SecretAsker {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  let lines: Interface | null = null;
  let next: AsyncIterator<string> | null = null;
  return {
    async ask(question) {
      // Opened when the first is asked: other commands leave the input alone.
      lines ??= createInterface({ input, output: nowhere, terminal: input.isTTY === true });
      next ??= lines[Symbol.asyncIterator]();
      if (input.isTTY) say(question);
      const { value, done } = await next.next();
      if (input.isTTY) say('\n');
      return done === true ? '' : value.trim();
    },
    close: () => lines?.close(),
  };
}
