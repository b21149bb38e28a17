/** An output report of `size` bytes: the message, then `fill`. The link puts the report id in front. */
export function padReport(message: Uint8Array, size: number, fill: number): Uint8Array {
  if (message.length > size) throw new RangeError(`${message.length} bytes do not fit a report of ${size}`);
  const report = new Uint8Array(size).fill(fill);
  report.set(message);
  return report;
}
