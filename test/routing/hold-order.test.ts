import assert from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareHeld, type Held, sortHeld, urgencyOf } from "../../src/routing/hold-order.ts";
import { ticketPriorities } from "../../src/routing/ticket.ts";

const startMs = Date.parse("2026-11-23T00:00:00Z");
const at = (minutes: number) => new Date(startMs + minutes * 60_000).toISOString();
const priority = fc.constantFrom(...ticketPriorities, null);
const arbitraryHeld: fc.Arbitrary<Held & { minute: number; ageing: number }> = fc
  .record({ priority, minute: fc.nat(5000), ageing: fc.constantFrom(10, 60, 240) })
  .map(({ minute, ageing, ...rest }) => ({
    ...rest,
    minute,
    ageing,
    heldSince: at(minute),
    ageingMinutes: ageing,
  }));

test("a ticket counts one priority higher after its ageing minutes, and one without a priority as normal", () => {
  const held = { heldSince: at(0), ageingMinutes: 60 };
  expect(urgencyOf({ ...held, priority: "low" }, at(0))).toBe(0);
  expect(urgencyOf({ ...held, priority: "low" }, at(60))).toBe(1);
  expect(urgencyOf({ ...held, priority: null }, at(90))).toBe(2.5);
  expect(urgencyOf({ priority: "urgent", heldSince: at(0) }, at(60))).toBe(4);
});

test("no ticket waits behind newcomers for longer than three times its ageing minutes, whatever theirs are", () => {
  fc.assert(
    fc.property(arbitraryHeld, arbitraryHeld, (one, newcomer) => {
      if (newcomer.minute <= one.minute + 3 * one.ageing) return;
      assert.ok(compareHeld(one, newcomer) < 0);
    }),
    { numRuns: 5000, seed: 21 },
  );
});

test("with equal ageing the order is that of urgency at any time, the oldest first among equals", () => {
  fc.assert(
    fc.property(arbitraryHeld, arbitraryHeld, fc.nat(5000), (one, two, later) => {
      const other = { ...two, ageing: one.ageing, ageingMinutes: one.ageing };
      const now = at(5000 + later);
      const order = compareHeld(one, other);
      const difference = urgencyOf(other, now) - urgencyOf(one, now);
      if (Math.abs(difference) > 1e-6) assert.equal(Math.sign(order), Math.sign(difference));
      else assert.equal(Math.sign(order), Math.sign(one.minute - other.minute));
    }),
    { numRuns: 5000, seed: 22 },
  );
});

test("of equal tickets the one that came in first comes first, in whatever order they were found and held", () => {
  fc.assert(
    fc.property(arbitraryHeld, fc.nat(5000), fc.nat(5000), fc.nat(1000), (one, arrival, other, late) => {
      const heldAfter = at(5000 + late);
      const first = { ...one, heldSince: heldAfter, arrivedAt: at(Math.min(arrival, other)), ticketId: "2" };
      const second = { ...one, heldSince: at(5000), arrivedAt: at(Math.max(arrival, other)), ticketId: "10" };
      assert.ok(compareHeld(first, second) < 0);
      assert.ok(compareHeld(second, first) > 0);
    }),
    { numRuns: 5000, seed: 23 },
  );
});

test("a clock of the help desk that is ahead puts nobody behind who is held later", () => {
  const early: Held = { priority: null, heldSince: at(1), arrivedAt: at(9) };
  expect(compareHeld(early, { priority: null, heldSince: at(2), arrivedAt: at(2) })).toBeLessThan(0);
});

test("a newcomer of a higher priority does come first before that", () => {
  const low: Held = { priority: "low", heldSince: at(0) };
  expect(compareHeld(low, { priority: "urgent", heldSince: at(179) })).toBeGreaterThan(0);
  expect(compareHeld(low, { priority: "urgent", heldSince: at(181) })).toBeLessThan(0);
});

test("sorting many is the order of comparing two", () => {
  fc.assert(
    fc.property(fc.array(arbitraryHeld, { maxLength: 30 }), (many) => {
      const numbered = many.map((held, number) => ({ ...held, ticketId: String(number) }));
      assert.deepEqual(
        sortHeld(numbered, (held) => held),
        numbered.toSorted(compareHeld),
      );
    }),
    { numRuns: 500, seed: 23 },
  );
});
