/**
 * Gives an old TFLite net the metadata without which MediaPipe's tasks refuse it ("requires specifying
 * NormalizationOptions metadata"). A new root table goes in front, the old bytes follow untouched.
 * Field numbers: TFLite's schema.fbs and TFLite Support's metadata_schema.fbs.
 */
import {
  type Field,
  lengthOf,
  type Node,
  referredAt,
  rootTable,
  type Table,
  tablesOf,
  writeBuffer,
} from './flatbuffer.ts';

/** How a pixel value becomes an input: (value - mean) / deviation, the same in every channel. */
export interface Normalisation {
  readonly mean: number;
  readonly deviation: number;
}

const MODEL = {
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadata: 6,
} as const;
const SUBGRAPH_OUTPUTS = 2;
const MODEL_VERSION = 3;
/** Members of the schema's unions and enumerations. */
const IMAGE_PROPERTIES = 2;
const RGB = 1;
const NORMALIZATION_OPTIONS = 1;

function metadataBlock({ mean, deviation }: Normalisation, outputs: number): Uint8Array {
  const image: Node = { table: [{ uint8: RGB }] };
  const unit: Node = {
    table: [{ uint8: NORMALIZATION_OPTIONS }, { table: [{ floats: [mean] }, { floats: [deviation] }] }],
  };
  const content: Node = { table: [{ uint8: IMAGE_PROPERTIES }, image] };
  const input: Node = { table: [{ text: 'image' }, null, null, content, { vector: [unit] }] };
  const named = Array.from({ length: outputs }, (_, n): Node => ({ table: [{ text: `output ${n}` }] }));
  const subgraph: Node = { table: [null, null, { vector: [input] }, { vector: named }] };
  return writeBuffer({ table: [null, null, null, { vector: [subgraph] }] }, 'M001', 4);
}

const old = (table: Table): Node => ({ old: table.at });

/** @throws for a file that is no TFLite net. */
export function withMetadata(net: Uint8Array, normalisation: Normalisation): Uint8Array<ArrayBuffer> {
  const view = new DataView(net.buffer, net.byteOffset, net.byteLength);
  if (net.length < 8 || Buffer.from(net.subarray(4, 8)).toString('latin1') !== 'TFL3')
    throw new Error('not a TFLite net');
  const root = rootTable(view);
  const [subgraph] = tablesOf(root, MODEL.subgraphs);
  if (subgraph === undefined) throw new Error('a TFLite net without a graph');
  const buffers = tablesOf(root, MODEL.buffers);
  const kept = (field: number): Field | null => {
    const at = referredAt(root, field);
    return at === null ? null : { old: at };
  };
  const block: Node = {
    table: [{ bytes: metadataBlock(normalisation, lengthOf(subgraph, SUBGRAPH_OUTPUTS)) }],
  };
  const entry: Node = { table: [{ text: 'TFLITE_METADATA' }, { uint32: buffers.length }] };
  const fields: (Field | null)[] = [
    { uint32: MODEL_VERSION },
    kept(MODEL.operatorCodes),
    kept(MODEL.subgraphs),
    kept(MODEL.description),
    { vector: [...buffers.map(old), block] },
    null,
    { vector: [...tablesOf(root, MODEL.metadata).map(old), entry] },
  ];
  return writeBuffer({ table: fields }, 'TFL3', 64, net);
}
