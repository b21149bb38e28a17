/** Bytes of the longest report of each kind, its id included where reports are numbered; 0 = none of that kind. */
export interface ReportLengths {
  readonly input: number;
  readonly output: number;
  readonly feature: number;
  readonly numbered: boolean;
}

const KINDS: Readonly<Record<number, 'input' | 'output' | 'feature'>> = {
  128: 'input',
  144: 'output',
  176: 'feature',
};
const REPORT_SIZE = 0x74;
const REPORT_ID = 0x84;
const REPORT_COUNT = 0x94;
const LONG_ITEM = 0xfe;

/** Reads a HID report descriptor (Device Class Definition for HID 1.11, 6.2.2), without push and pop. */
export function reportLengths(descriptor: Uint8Array): ReportLengths {
  const bits = { input: new Map<number, number>(), output: new Map(), feature: new Map() };
  let [size, count, id, at] = [0, 0, 0, 0];
  while (at < descriptor.length) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === LONG_ITEM) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const length = (prefix & 3) === 3 ? 4 : prefix & 3;
    const value = descriptor.slice(at + 1, at + 1 + length).reduceRight((sum, byte) => sum * 256 + byte, 0);
    at += 1 + length;
    const item = prefix & 0xfc;
    if (item === REPORT_SIZE) size = value;
    if (item === REPORT_COUNT) count = value;
    if (item === REPORT_ID) id = value;
    const kind = KINDS[item];
    if (kind !== undefined) bits[kind].set(id, (bits[kind].get(id) ?? 0) + size * count);
  }
  const numbered = id !== 0;
  const longest = (of: ReadonlyMap<number, number>) =>
    of.size === 0 ? 0 : Math.ceil(Math.max(...of.values()) / 8) + Number(numbered);
  return {
    input: longest(bits.input),
    output: longest(bits.output),
    feature: longest(bits.feature),
    numbered,
  };
}
