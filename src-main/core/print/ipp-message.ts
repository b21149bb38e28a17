/** IPP messages (RFC 8010) as far as asking a printer how it is and giving it a page. */

export const OPERATION = { printJob: 0x0002, getPrinterAttributes: 0x000b } as const;
type Operation = (typeof OPERATION)[keyof typeof OPERATION];

const TAG = {
  operation: 0x01,
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

function field(tag: number, name: string, value: string): Buffer {
  const [nameBytes, valueBytes] = [Buffer.from(name, 'utf8'), Buffer.from(value, 'utf8')];
  const head = Buffer.alloc(3);
  head.writeUInt8(tag, 0);
  head.writeUInt16BE(nameBytes.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(valueBytes.length, 0);
  return Buffer.concat([head, nameBytes, length, valueBytes]);
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
  /** getPrinterAttributes */
  readonly asked?: readonly string[];
}

export function encodeIpp(request: IppRequest): Buffer {
  const { operation, printer, requestId, jobName, format, document, asked = [] } = request;
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
    field(TAG.name, 'requesting-user-name', 'box-medicale'),
    ...(jobName === undefined ? [] : [field(TAG.name, 'job-name', jobName)]),
    ...(format === undefined ? [] : [field(TAG.mime, 'document-format', format)]),
    // Further values of an attribute carry no name.
    ...asked.map((name, index) => field(TAG.keyword, index === 0 ? 'requested-attributes' : '', name)),
    Buffer.from([TAG.end]),
    document ?? Buffer.alloc(0),
  ]);
}

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
