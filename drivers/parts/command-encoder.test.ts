import { expect, it } from 'vitest';
import { z } from 'zod';
import { commandEncoder, takesNoCommand } from './command-encoder.ts';

const encode = commandEncoder(
  z.strictObject({ command: z.literal('beep'), times: z.int().max(9) }),
  (asked) => Uint8Array.of(asked.times),
);

it('encodes what the schema lets through', () => {
  expect(encode({ command: 'beep', times: 3 })).toEqual({ bytes: Uint8Array.of(3) });
});

it.each([
  [{ command: 'beep', times: 10 }, /times/],
  [{ command: 'beep' }, /times/],
  [{ command: 'boop', times: 1 }, /beep/],
  [undefined, /object/],
])('says what is wrong with %j', (command, message) => {
  const encoded = encode(command);
  expect('error' in encoded && encoded.error).toMatch(message);
});

it('says that an instrument takes none', () => {
  expect(takesNoCommand({ command: 'beep' })).toEqual({ error: 'this device takes no command' });
});
