import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyJsonSchema } from "../../src/routing/policy-json-schema.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { findPlace, pathAt } from "../../src/ui/settings/policy/json/json-places.ts";
import { hintsAt, type Schema } from "../../src/ui/settings/policy/json/schema-hints.ts";

type Path = (string | number)[];

/** Every value of a document with its path. */
function valuesIn(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => valuesIn(item, [...path, index]))
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) => valuesIn(item, [...path, key]))
      : [];
  return [{ path, value }, ...inner];
}

describe("places in a text of JSON", () => {
  it("are found for every value of every document, and tell its path, however it is laid out", () => {
    const documents = fc.jsonValue().filter((value) => typeof value === "object" && value !== null);
    fc.assert(
      fc.property(documents, fc.constantFrom(0, 2), (document, indent) => {
        const text = JSON.stringify(document, null, indent);
        for (const { path, value } of valuesIn(JSON.parse(text))) {
          const place = findPlace(text, path);
          expect(place?.path).toEqual(path);
          expect(JSON.parse(text.slice(place?.from, place?.to))).toEqual(value);
          expect(pathAt(text, place?.from ?? 0)).toEqual(path);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are known in a text that is not whole yet, without a key that is still being typed", () => {
    const text = '{ "queues": [{ "id": "a" }, { "id": "b", "pi';
    expect(pathAt(text, text.length)).toEqual(["queues", 1]);
    expect(pathAt(`${text}ck": `, text.length + 5)).toEqual(["queues", 1, "pick"]);
  });

  it("are those around it for what is missing", () => {
    const text = JSON.stringify(demoPolicy);
    expect(findPlace(text, ["queues", 0, "schedule"])?.path).toEqual(["queues", 0]);
  });
});

describe("what fits at a place, by the policy's schema", () => {
  const schema = policyJsonSchema() as Schema;
  const at = (path: Path, document: unknown = demoPolicy) => hintsAt(schema, document, path);

  it("is values where there are some to choose among, and kinds elsewhere", () => {
    expect(at(["mode"]).values).toEqual(["off", "shadow", "canary", "on"]);
    expect(at(["fallback"]).types).toEqual(["string"]);
  });

  it("is the keys that are not there yet", () => {
    const { keys } = at(["queues", 0]);
    expect(keys).toContain("overflow");
    expect(keys).not.toContain("pick");
  });

  it("is only what belongs to the action that is there", () => {
    const document = { ...demoPolicy, rules: [{ then: [{ do: "add tags" }] }] };
    expect(at(["rules", 0, "then", 0], document).keys).toEqual(["tags"]);
    const open = { ...demoPolicy, rules: [{ then: [{}] }] };
    expect(at(["rules", 0, "then", 0, "do"], open).values).toContain("send to queue");
  });
});
