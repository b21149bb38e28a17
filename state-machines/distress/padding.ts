/** One length whatever it says. */

/** The same object with a `pad` that makes its JSON exactly `bytes` long. @throws RangeError: it is longer already */
export function padTo<T extends object>(bytes: number, value: T): T & { readonly pad: string } {
  const bare = new TextEncoder().encode(JSON.stringify({ ...value, pad: '' })).length;
  if (bare > bytes) throw new RangeError(`${bare} bytes do not fit into ${bytes}`);
  return { ...value, pad: ' '.repeat(bytes - bare) };
}
