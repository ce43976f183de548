import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextLookMs } from "../../src/ui/sidebar/next-look.ts";

describe("looking again at a ticket", () => {
  it("is a matter of a second while it is being routed, and of a minute once it is settled", () => {
    expect(nextLookMs({ state: "pending", looks: 1 })).toBe(1_000);
    expect(nextLookMs({ state: "assigned", looks: 1 })).toBe(60_000);
  });

  it("comes ever more seldom, and at least once a minute, however long it takes", () => {
    fc.assert(
      fc.property(fc.constantFrom("pending", "not seen"), fc.nat(1_000), (state, looks) => {
        const [now, later] = [nextLookMs({ state, looks }), nextLookMs({ state, looks: looks + 1 })];
        expect(later).toBeGreaterThanOrEqual(now);
        expect(later).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});
