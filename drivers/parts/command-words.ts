import { z } from 'zod';

const spoken = z.looseObject({ command: z.string() });

/** `{command: "name:argument"}` as `{command: "name", argument}`, a number where it is one; anything else as it is. */
export function splitArgument(value: unknown): unknown {
  const parsed = spoken.safeParse(value);
  const colon = parsed.data?.command.indexOf(':') ?? -1;
  if (parsed.data === undefined || colon < 0) return value;
  const { command, ...rest } = parsed.data;
  const text = command.slice(colon + 1);
  const argument = /^-?\d{1,9}$/.test(text) ? Number(text) : text;
  return { ...rest, command: command.slice(0, colon), argument };
}
