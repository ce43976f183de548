import * as z from "zod";
import { crc32 } from "./crc32.ts";
import { featureVersion, type Model } from "./model.ts";

/**
 * A model as one run of bytes: magic, format version, length, CRC-32 of what follows, then a header in JSON and the
 * columns, each at a multiple of four. All numbers are little-endian.
 */
const magic = 0x314d4253;
const formatVersion = 2;
const preambleBytes = 20;

const Point = z.object({ threshold: z.number(), coverage: z.number(), precision: z.number() });
const Header = z.object({
  featureVersion: z.number().int(),
  labels: z.array(z.string()).max(65_535),
  featureCount: z.number().int().min(0).max(1_000_000),
  weightCount: z.number().int().min(0).max(100_000_000),
  temperature: z.number().positive(),
  head: z.object({
    ...{ weights: z.array(z.number()), means: z.array(z.number()), scales: z.array(z.number()) },
    ...{ trust: z.number(), accuracy: z.number() },
  }),
  learnability: z.enum(["learnable", "weak", "not learnable"]),
  metrics: z.object({
    rows: z.number(),
    labels: z.number(),
    majority: z.number(),
    accuracy: z.number(),
    macroF1: z.number(),
    calibrationError: z.number(),
  }),
  promises: z.array(Point.extend({ promised: z.number() })),
  familiarMargin: z.number(),
  leastMargin: z.number(),
});
type Header = z.infer<typeof Header>;

export class ModelFileError extends Error {
  override name = "ModelFileError";
}

export function encodeModel(model: Model): Uint8Array {
  // The schema's own order of keys: the same model always makes the same bytes.
  const header = Header.parse({
    ...model,
    featureVersion,
    featureCount: model.vocabulary.keys.length,
    weightCount: model.weights.values.length,
  });
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const columns = columnsOf(model).map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const sizes = [headerBytes, ...columns].map(({ length }) => aligned(length));
  const bytes = new Uint8Array(preambleBytes + sizes.reduce((sum, size) => sum + size, 0));
  let at = preambleBytes;
  for (const [index, part] of [headerBytes, ...columns].entries()) {
    bytes.set(part, at);
    at += sizes[index] ?? 0;
  }
  const preamble = new DataView(bytes.buffer);
  const body = bytes.subarray(preambleBytes);
  for (const [index, value] of [
    magic,
    formatVersion,
    bytes.length,
    crc32(body),
    headerBytes.length,
  ].entries()) {
    preamble.setUint32(index * 4, value, true);
  }
  return bytes;
}

/** @throws ModelFileError when the bytes are damaged, or made for another version of the features */
export function decodeModel(given: Uint8Array): Model {
  // A copy starts at an address that every column type accepts.
  const bytes = given.slice();
  if (bytes.length < preambleBytes) throw new ModelFileError("This is no model: it is too short.");
  const preamble = new DataView(bytes.buffer);
  const [mark, version, length, checksum, headerLength] = [0, 4, 8, 12, 16].map((at) =>
    preamble.getUint32(at, true),
  );
  if (mark !== magic) throw new ModelFileError("This is no model: its first bytes are others.");
  if (version !== formatVersion)
    throw new ModelFileError(`This model has format ${version}, not ${formatVersion}.`);
  if (length !== bytes.length) throw new ModelFileError("This model is not whole: train it again.");
  if (checksum !== crc32(bytes.subarray(preambleBytes))) {
    throw new ModelFileError("This model is damaged: its checksum differs. Train it again.");
  }
  const header = readHeader(bytes.subarray(preambleBytes, preambleBytes + (headerLength ?? 0)));
  if (header.featureVersion !== featureVersion) {
    throw new ModelFileError(
      `This model was trained with version ${header.featureVersion} of the features, and this is version ${featureVersion}: train it again.`,
    );
  }
  return readColumns(bytes, preambleBytes + aligned(headerLength ?? 0), header);
}

function readHeader(bytes: Uint8Array): Header {
  try {
    return Header.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new ModelFileError("This model's header makes no sense.", { cause });
  }
}

function readColumns(bytes: Uint8Array, start: number, header: Header): Model {
  const { featureCount, weightCount, featureVersion: _, ...rest } = header;
  const labelCount = header.labels.length;
  let at = start;
  function take<Column>(
    Type: {
      new (buffer: ArrayBufferLike, offset: number, length: number): Column;
      BYTES_PER_ELEMENT: number;
    },
    count: number,
  ): Column {
    const size = count * Type.BYTES_PER_ELEMENT;
    if (at + size > bytes.length) throw new ModelFileError("This model's columns are too short.");
    const column = new Type(bytes.buffer, at, count);
    at += aligned(size);
    return column;
  }
  const keys = take(Int32Array, featureCount);
  const idf = take(Float32Array, featureCount);
  const offsets = take(Uint32Array, featureCount + 1);
  const scales = take(Float32Array, labelCount);
  const biases = take(Float32Array, labelCount);
  const labels =
    labelCount > 256 ? take(Uint16Array, weightCount) : Uint16Array.from(take(Uint8Array, weightCount));
  const values = take(Int8Array, weightCount);
  const blocks = take(Uint8Array, featureCount);
  return {
    ...rest,
    vocabulary: { keys, idf, blocks },
    weights: { offsets, labels, values, scales, biases },
  };
}

function columnsOf({ labels, vocabulary, weights }: Model) {
  const labelNumbers = labels.length > 256 ? weights.labels : Uint8Array.from(weights.labels);
  return [
    ...[vocabulary.keys, vocabulary.idf, weights.offsets, weights.scales, weights.biases],
    ...[labelNumbers, weights.values, vocabulary.blocks],
  ];
}

function aligned(size: number): number {
  return Math.ceil(size / 4) * 4;
}
