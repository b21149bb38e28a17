/** Percentiles of a sample, nearest rank. */
export interface Summary {
  readonly count: number;
  /** What it takes when nothing else wants the machine, about. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** `q` in 0..1. NaN for an empty sample. */
export function percentile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export function summarise(values: readonly number[]): Summary {
  return {
    count: values.length,
    p10: percentile(values, 0.1),
    p50: percentile(values, 0.5),
    p90: percentile(values, 0.9),
    p99: percentile(values, 0.99),
    max: percentile(values, 1),
  };
}

/** Least-squares slope of `y` over `x`; NaN below two points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const under = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return over / under;
}

export interface Slope {
  readonly slope: number;
  /** Half of its 95 % interval; NaN below three points. */
  readonly give: number;
}

/** As `slope`, with how sure it is: ordinary least squares, Student's t of many points. */
export function slopeWithin(points: readonly (readonly [x: number, y: number])[]): Slope {
  const n = points.length;
  const found = slope(points);
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const under = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - found * (x - meanX)) ** 2, 0);
  return { slope: found, give: 2.1 * Math.sqrt(rest / (n - 2) / under) };
}
