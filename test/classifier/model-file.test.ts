import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { featureVersion } from "../../src/classifier/model.ts";
import { decodeModel, encodeModel, ModelFileError } from "../../src/classifier/model-file.ts";
import { trainModel } from "../../src/classifier/train-model.ts";
import { shopTickets } from "./shop-tickets.ts";

const model = trainModel(shopTickets(100));
const bytes = encodeModel(model);

describe("a model's bytes", () => {
  it("come back as the model they were made from", () => {
    expect(decodeModel(bytes)).toEqual(model);
    expect(encodeModel(decodeModel(bytes))).toEqual(bytes);
  });

  it("tell the same after the journey, from any address in memory", () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const read = createPredictor(decodeModel(shifted.subarray(3)));
    const made = createPredictor(model);
    for (const { document } of shopTickets(50, 3))
      expect(read.explain(document)).toEqual(made.explain(document));
  });

  it("hold more labels than fit a byte", () => {
    const examples = Array.from({ length: 600 }, (_, index) => ({
      document: { body: `topic${index % 300} word` },
      label: `label ${index % 300}`,
    }));
    const many = trainModel(examples);
    expect(decodeModel(encodeModel(many))).toEqual(many);
  });

  it("are refused when any byte of them changed", () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(() => decodeModel(damaged)).toThrow(ModelFileError);
      }),
    );
  });

  it("are refused when some are missing", () => {
    for (const length of [0, 3, 19, 200, bytes.length - 1]) {
      expect(() => decodeModel(bytes.slice(0, length))).toThrow(ModelFileError);
    }
  });

  it("are refused when text would get other features now", () => {
    const older = resealed((header) => ({ ...header, featureVersion: featureVersion + 1 }));
    expect(() => decodeModel(older)).toThrow(
      `version ${featureVersion + 1} of the features, and this is version ${featureVersion}: train it again`,
    );
  });

  it("are refused when the header promises more than there is", () => {
    const greedy = resealed((header) => ({ ...header, weightCount: 50_000_000 }));
    expect(() => decodeModel(greedy)).toThrow(/columns are too short/);
  });
});

/** The same bytes with a header of the same length, and the checksum that belongs to it. */
function resealed(change: (header: Record<string, unknown>) => Record<string, unknown>): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const headerLength = view.getUint32(16, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + headerLength)));
  const changed = new TextEncoder().encode(JSON.stringify(change(header)));
  const made = new Uint8Array(
    20 + Math.ceil(changed.length / 4) * 4 + bytes.length - 20 - Math.ceil(headerLength / 4) * 4,
  );
  made.set(bytes.subarray(0, 20));
  made.set(changed, 20);
  made.set(bytes.subarray(20 + Math.ceil(headerLength / 4) * 4), 20 + Math.ceil(changed.length / 4) * 4);
  const preamble = new DataView(made.buffer);
  preamble.setUint32(8, made.length, true);
  preamble.setUint32(16, changed.length, true);
  preamble.setUint32(12, crc32(made.subarray(20)), true);
  return made;
}
