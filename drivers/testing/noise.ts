/** What property tests of decoders need: cuts, and how much came through. */

/** `cuts`: any numbers; they are brought into range and put in order. */
export function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

/** How many of `wanted` are in `found` in the same order (longest common subsequence). */
export function inOrder(wanted: readonly string[], found: readonly string[]): number {
  let above = new Array<number>(found.length + 1).fill(0);
  for (const one of wanted) {
    const row = [0];
    for (const [i, other] of found.entries()) {
      const best = one === other ? (above[i] ?? 0) + 1 : Math.max(above[i + 1] ?? 0, row[i] ?? 0);
      row.push(best);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}
