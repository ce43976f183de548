import fc from "fast-check";
import { expect, test } from "vitest";
import { toldTag } from "../../src/routing/told.ts";

test("the tag of a notice says who was told, in small letters and without spaces", () => {
  expect(toldTag("Night Desk")).toBe("told-night-desk");
  expect(toldTag("Łucja Ö.")).toBe(toldTag("łucja ö"));
});

test("is short enough for every help desk, has no space, and tells long names apart", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }), (who) => {
      const tag = toldTag(who);
      expect([...tag].length).toBeLessThanOrEqual(32);
      expect(tag).toMatch(/^told-[^\s,"]+$/u);
    }),
    { numRuns: 500, seed: 31 },
  );
  const long = "Customer Care Leads of the Northern Region";
  expect(toldTag(`${long} One`)).not.toBe(toldTag(`${long} Two`));
});
