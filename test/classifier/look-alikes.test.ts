import { describe, expect, it } from "vitest";
import { countCorpus } from "../../src/classifier/features/corpus.ts";
import { groupLookAlikes } from "../../src/classifier/training/group-look-alikes.ts";

describe("texts that say nearly the same", () => {
  const bodies = [
    "where is my parcel with the blue lamp",
    "where is my parcel with the blue lamp please",
    "the invoice of march has a wrong address on it",
    "my card was declined when I paid for the tent",
    "can I change the colour of the coat I ordered",
    "do you ship to an island in the north",
    "the kettle leaks since yesterday and smells",
    "please cancel everything I ordered on monday",
  ];

  it("are held out together, and others are not", () => {
    const groups = groupsOf(bodies, () => 0);
    expect(groups[0]).toBe(groups[1]);
    expect(new Set(groups).size).toBe(bodies.length - 1);
  });

  it("stay apart under different labels, for there the difference is what matters", () => {
    const groups = groupsOf(bodies, (row) => row % 2);
    expect(new Set(groups).size).toBe(bodies.length);
  });

  it("never take more than a quarter of a label's examples with them", () => {
    const groups = groupsOf(new Array(40).fill("where is my parcel with the blue lamp"), () => 0);
    const sizes = Map.groupBy(groups, (group) => group);
    expect(Math.max(...[...sizes.values()].map(({ length }) => length))).toBe(8);
    const few = groupsOf(new Array(8).fill("where is my parcel with the blue lamp"), () => 0);
    expect(new Set(few).size).toBe(4);
  });

  function groupsOf(texts: string[], labelOf: (row: number) => number): number[] {
    const rows = Int32Array.from(texts, (_, row) => row);
    return [...groupLookAlikes(corpusOf(texts), rows.map(labelOf), rows)];
  }
});

function corpusOf(texts: string[]) {
  const steps = countCorpus(texts.map((body) => ({ body })));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
