/** Two-sided 95 % of the normal distribution. */
const Z = 1.959964;

/** Wilson's 95 % interval of a share, which stays honest for few trials and for none or all of them found. */
export function wilson(found: number, of: number): readonly [number, number] {
  if (of === 0) return [0, 1];
  const p = found / of;
  const scale = 1 + (Z * Z) / of;
  const middle = (p + (Z * Z) / (2 * of)) / scale;
  const half = (Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of))) / scale;
  return [found === 0 ? 0 : Math.max(0, middle - half), found === of ? 1 : Math.min(1, middle + half)];
}

/** "9 of 9, 100 % (70–100)". */
export function share(found: number, of: number): string {
  if (of === 0) return '–';
  const percent = (value: number): string => (100 * value).toFixed(0);
  const [low, high] = wilson(found, of);
  return `${found} of ${of}, ${percent(found / of)} % (${percent(low)}–${percent(high)})`;
}
