/** IPP messages (RFC 8010) as far as asking a printer how it is, giving it a document and following that. */

export const OPERATION = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
  cancelMyJobs: 0x0039,
} as const;
type Operation = (typeof OPERATION)[keyof typeof OPERATION];

const TAG = {
  operation: 0x01,
  job: 0x02,
  end: 0x03,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;
/** Below it a tag begins a group. */
const FIRST_VALUE_TAG = 0x10;
const TEXTUAL: readonly number[] = [
  TAG.text,
  TAG.name,
  TAG.keyword,
  TAG.uri,
  TAG.charset,
  TAG.language,
  TAG.mime,
];
const VERSION = 0x0101;

export interface IppReply {
  /** Below 0x0100: done. */
  readonly status: number;
  /** By name, over all groups; textual, integer, enum and boolean values only. */
  readonly attributes: ReadonlyMap<string, readonly (string | number | boolean)[]>;
}

function field(tag: number, name: string, value: string | number): Buffer {
  const nameBytes = Buffer.from(name, 'utf8');
  const valueBytes = typeof value === 'number' ? Buffer.alloc(4) : Buffer.from(value, 'utf8');
  if (typeof value === 'number') valueBytes.writeInt32BE(value);
  const head = Buffer.alloc(3);
  head.writeUInt8(tag, 0);
  head.writeUInt16BE(nameBytes.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(valueBytes.length, 0);
  return Buffer.concat([head, nameBytes, length, valueBytes]);
}

function flag(name: string, value: boolean): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt8(TAG.boolean, 0);
  head.writeUInt16BE(name.length, 1);
  return Buffer.concat([head, Buffer.from(name), Buffer.from([0, 1, value ? 1 : 0])]);
}

export interface IppRequest {
  readonly operation: Operation;
  /** `ipp://host/path` */
  readonly printer: string;
  readonly requestId: number;
  /** printJob */
  readonly jobName?: string;
  readonly format?: string;
  readonly document?: Buffer;
  /** cancelJob, getJobAttributes */
  readonly job?: number;
  /** cancelJob: also what is kept of one that is over; CUPS alone knows it. */
  readonly purge?: boolean;
  /** getPrinterAttributes, getJobAttributes */
  readonly asked?: readonly string[];
}

export function encodeIpp(request: IppRequest): Buffer {
  const { operation, printer, requestId, jobName, format, document, job, purge, asked = [] } = request;
  const head = Buffer.alloc(9);
  head.writeUInt16BE(VERSION, 0);
  head.writeUInt16BE(operation, 2);
  head.writeUInt32BE(requestId, 4);
  head.writeUInt8(TAG.operation, 8);
  return Buffer.concat([
    head,
    field(TAG.charset, 'attributes-charset', 'utf-8'),
    field(TAG.language, 'attributes-natural-language', 'en'),
    field(TAG.uri, 'printer-uri', printer),
    // RFC 8011 4.3.3: beside printer-uri a job is named by its number.
    ...(job === undefined ? [] : [field(TAG.integer, 'job-id', job)]),
    field(TAG.name, 'requesting-user-name', 'box-medicale'),
    ...(purge === true ? [flag('purge-job', true)] : []),
    ...(jobName === undefined ? [] : [field(TAG.name, 'job-name', jobName)]),
    ...(format === undefined ? [] : [field(TAG.mime, 'document-format', format)]),
    // Further values of an attribute carry no name.
    ...asked.map((name, index) => field(TAG.keyword, index === 0 ? 'requested-attributes' : '', name)),
    ...(document === undefined ? [] : UNALTERED),
    Buffer.from([TAG.end]),
    document ?? Buffer.alloc(0),
  ]);
}

/** One copy at its own size (PWG 5100.13); a printer that cannot choose ignores it. */
const UNALTERED = [
  Buffer.from([TAG.job]),
  field(TAG.integer, 'copies', 1),
  field(TAG.keyword, 'print-scaling', 'none'),
];

/** null: not a whole IPP answer. */
export function decodeIpp(bytes: Buffer): IppReply | null {
  if (bytes.length < 9) return null;
  const attributes = new Map<string, (string | number | boolean)[]>();
  let name = '';
  let at = 8;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at);
    at += 1;
    if (tag === TAG.end) return { status: bytes.readUInt16BE(2), attributes };
    if (tag < FIRST_VALUE_TAG) continue;
    if (at + 2 > bytes.length) return null;
    const nameEnd = at + 2 + bytes.readUInt16BE(at);
    if (nameEnd + 2 > bytes.length) return null;
    if (nameEnd > at + 2) name = bytes.toString('utf8', at + 2, nameEnd);
    const valueEnd = nameEnd + 2 + bytes.readUInt16BE(nameEnd);
    if (valueEnd > bytes.length) return null;
    const value = toValue(tag, bytes.subarray(nameEnd + 2, valueEnd));
    if (value !== null) attributes.set(name, [...(attributes.get(name) ?? []), value]);
    at = valueEnd;
  }
  return null;
}

function toValue(tag: number, value: Buffer): string | number | boolean | null {
  if (TEXTUAL.includes(tag)) return value.toString('utf8');
  if ((tag === TAG.integer || tag === TAG.enum) && value.length === 4) return value.readInt32BE(0);
  return tag === TAG.boolean && value.length === 1 ? value.readUInt8(0) !== 0 : null;
}
