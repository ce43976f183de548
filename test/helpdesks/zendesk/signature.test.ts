import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createZendesk } from "../../../src/helpdesks/zendesk/index.ts";
import type { Helpdesk } from "../../../src/ports/helpdesk.ts";
import { createNodeHmac } from "../../../src/runtime/node-hmac.ts";

/** Published by Zendesk for the "test webhook" button; no real webhook has it. */
const testSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
const vectorFolder = new URL("../../../../shared/data/vendors/zendesk/signature-vectors/", import.meta.url);
const published = { timestamp: "2021-03-25T05:09:27Z", body: '{"event":"ticket.updated","id":123}' };
const publishedSignature = "S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=";
const minuteMs = 60_000;

interface Signed {
  body: string | Uint8Array<ArrayBuffer>;
  timestamp: string;
  signature: string;
  secret?: string;
  nowMs?: number;
  headers?: Record<string, string>;
}

/** Each runtime brings its own hash, and every one must say the same. */
const helpdesks = [createZendesk(), createZendesk({ hmacSha256: createNodeHmac() })];

async function verify(input: Signed) {
  const [first, second] = await Promise.all(helpdesks.map((helpdesk) => verifyWith(helpdesk, input)));
  expect(second).toEqual(first);
  return first ?? { outcome: "signature invalid" as const };
}

function verifyWith(helpdesk: Helpdesk, input: Signed) {
  return helpdesk.verifyDelivery({
    headers: new Headers({
      "x-zendesk-webhook-signature": input.signature,
      "x-zendesk-webhook-signature-timestamp": input.timestamp,
      ...input.headers,
    }),
    body: bytesOf(input.body),
    secret: input.secret ?? testSecret,
    nowMs: input.nowMs ?? Date.parse(input.timestamp),
  });
}

function bytesOf(body: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}

/** The formula as the vendor documents it, by another implementation than ours. */
function sign(timestamp: string, body: string | Uint8Array, secret: string | Buffer = testSecret): string {
  return createHmac("sha256", secret).update(timestamp).update(body).digest("base64");
}

const outcomeOf = async (input: Signed) => (await verify(input)).outcome;

describe("a signature", () => {
  it("is accepted as in the vendor's own example", async () => {
    expect(await outcomeOf({ ...published, signature: publishedSignature })).toBe("valid");
  });

  const isThere = existsSync(vectorFolder);
  it.skipIf(!isThere)(
    `is computed as in two recorded deliveries${isThere ? "" : " (skipped: the recordings are not on this machine)"}`,
    async () => {
      const vectors: { file: string; timestamp: string; secret: string; signature: string }[] = JSON.parse(
        readFileSync(new URL("vectors.json", vectorFolder), "utf8"),
      );
      // Their timestamp is "1234", which is no time, so a right signature shows as a stale one.
      const outcomes = vectors.map(({ file, ...vector }) =>
        outcomeOf({ ...vector, body: new Uint8Array(readFileSync(new URL(file, vectorFolder))), nowMs: 0 }),
      );
      expect(await Promise.all(outcomes)).toEqual(vectors.map(() => "signature stale"));
      expect(vectors).toHaveLength(2);
    },
  );

  it.each([
    ["an empty body", new Uint8Array()],
    ["a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x80, 0x7d])],
  ])("covers the raw bytes, also of %s", async (_name, body) => {
    const { timestamp } = published;
    expect(await outcomeOf({ timestamp, body, signature: sign(timestamp, body) })).toBe("valid");
  });

  it("covers the pretty printing, so parsing and printing again breaks it", async () => {
    const { timestamp } = published;
    const body = `${JSON.stringify({ detail: { id: "1" }, id: "x" }, null, 3)}\n`;
    const signature = sign(timestamp, body);
    expect(await outcomeOf({ timestamp, body, signature })).toBe("valid");
    const printedAgain = JSON.stringify(JSON.parse(body));
    expect(await outcomeOf({ timestamp, body: printedAgain, signature })).toBe("signature invalid");
  });

  it("takes the secret as text and does not decode it", async () => {
    const { timestamp, body } = published;
    const signature = sign(timestamp, body, Buffer.from(testSecret, "base64"));
    expect(await outcomeOf({ timestamp, body, signature })).toBe("signature invalid");
  });

  it("has nothing between the timestamp and the body", async () => {
    const { timestamp, body } = published;
    for (const separator of [".", ":", "\n", " "]) {
      const signature = sign(timestamp + separator, body);
      expect(await outcomeOf({ timestamp, body, signature })).toBe("signature invalid");
    }
  });

  it("is refused under another secret, and where it is no base64", async () => {
    expect(await outcomeOf({ ...published, signature: publishedSignature, secret: `${testSecret} ` })).toBe(
      "signature invalid",
    );
    for (const signature of ["%%%", "undefined", "0", "=", `${publishedSignature}A`]) {
      expect(await outcomeOf({ ...published, signature })).toBe("signature invalid");
    }
  });

  it("is accepted over any body, and refused once a single bit of it is flipped", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.string({ minLength: 1 }),
        fc.nat(),
        async (given, secret, position) => {
          const body = new Uint8Array(given);
          const { timestamp } = published;
          const signature = sign(timestamp, body, secret);
          expect(await outcomeOf({ timestamp, body, signature, secret })).toBe("valid");
          expect(await outcomeOf({ timestamp, body: flipBit(body, position), signature, secret })).toBe(
            "signature invalid",
          );
        },
      ),
    );
  });

  it("is refused once a single bit of it, or of its timestamp, is flipped", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (position) => {
        const raw = new Uint8Array(Buffer.from(publishedSignature, "base64"));
        const signature = Buffer.from(flipBit(raw, position)).toString("base64");
        expect(await outcomeOf({ ...published, signature })).toBe("signature invalid");
        const flipped = flipBit(bytesOf(published.timestamp), position);
        const timestamp = Buffer.from(flipped).toString("latin1");
        fc.pre(/^[\x21-\x7e]+$/.test(timestamp));
        const nowMs = Date.parse(published.timestamp);
        expect(await outcomeOf({ ...published, timestamp, signature: publishedSignature, nowMs })).toBe(
          "signature invalid",
        );
      }),
    );
  });

  it.each(["x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp"])(
    "is refused without the header %s",
    async (name) => {
      const headers = { [name]: "" };
      expect(await outcomeOf({ ...published, signature: publishedSignature, headers })).toBe(
        "signature invalid",
      );
    },
  );
});

describe("the replay window", () => {
  const sentAtMs = Date.parse(published.timestamp);

  it.each([
    ["five minutes late", 5 * minuteMs, "valid"],
    ["a millisecond later than that", 5 * minuteMs + 1, "signature stale"],
    ["five minutes ahead of us", -5 * minuteMs, "valid"],
    ["a millisecond further ahead", -5 * minuteMs - 1, "signature stale"],
    ["a year late", 365 * 24 * 60 * minuteMs, "signature stale"],
  ])("judges a delivery that is %s", async (_name, ageMs, outcome) => {
    const nowMs = sentAtMs + ageMs;
    expect(await outcomeOf({ ...published, signature: publishedSignature, nowMs })).toBe(outcome);
  });

  it.each(["1234x", "now", "2021-13-45T99:99:99Z"])(
    "has no place for the timestamp %s",
    async (timestamp) => {
      const signature = sign(timestamp, published.body);
      expect(await outcomeOf({ ...published, timestamp, signature, nowMs: sentAtMs })).toBe(
        "signature stale",
      );
    },
  );
});

describe("the key of a delivery", () => {
  it("is the invocation id, which each retry repeats", async () => {
    const headers = { "x-zendesk-webhook-invocation-id": "01HANA2B5D5W9XSJS3NE5SQA1J" };
    expect(await verify({ ...published, signature: publishedSignature, headers })).toEqual({
      outcome: "valid",
      deliveryKey: "01HANA2B5D5W9XSJS3NE5SQA1J",
    });
  });

  it("is the signature where there is no invocation id", async () => {
    expect(await verify({ ...published, signature: publishedSignature })).toEqual({
      outcome: "valid",
      deliveryKey: publishedSignature,
    });
  });
});

function flipBit(bytes: Uint8Array<ArrayBuffer>, position: number): Uint8Array<ArrayBuffer> {
  const flipped = new Uint8Array(bytes);
  const index = Math.floor(position / 8) % flipped.length;
  flipped[index] = (flipped[index] ?? 0) ^ (1 << (position % 8));
  return flipped;
}
