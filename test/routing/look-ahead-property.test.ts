import assert from "node:assert/strict";
import fc from "fast-check";
import { test } from "vitest";
import { type CompiledPolicy, compile } from "../../src/routing/compile.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { arbitraryPolicy, arbitrarySnapshot } from "./arbitrary.ts";

const dayMs = 86_400_000;

/** As the service goes on with a ticket that it holds: since when it is held is known, and nothing else has changed. */
function later(snapshot: Snapshot, now: string): Snapshot {
  const { waitedMinutes, ...rest } = snapshot;
  const heldMs = Date.parse(snapshot.now) - (waitedMinutes ?? 0) * 60_000;
  return { ...rest, heldSince: snapshot.heldSince ?? new Date(heldMs).toISOString(), now };
}

function endOf(compiled: CompiledPolicy, snapshot: Snapshot) {
  const { outcome, leaveReason, queue, chosen, update, notify } = decideCompiled(compiled, snapshot).receipt;
  return { outcome, leaveReason, queue: queue?.id, chosen, update, notify };
}

test("until the time that a held decision names nothing changes, and at the earliest time somebody takes it", () => {
  let held = 0;
  let assigned = 0;
  fc.assert(
    fc.property(
      arbitraryPolicy,
      arbitrarySnapshot,
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 3, maxLength: 6 }),
      (policy, given, shares) => {
        const compiled = compile(policy);
        // One whose wait begins now: the first decision of a ticket that was not held tells the same.
        const snapshot = later(given, given.now);
        const { receipt } = decideCompiled(compiled, snapshot);
        if (receipt.outcome !== "hold") return;
        held++;
        const nowMs = Date.parse(snapshot.now);
        const untilMs = receipt.nextDueAt ? Date.parse(receipt.nextDueAt.at) : nowMs + 3 * dayMs;
        assert.ok(untilMs > nowMs);
        const before = endOf(compiled, snapshot);
        for (const share of shares) {
          const atMs = nowMs + Math.floor(share * (untilMs - nowMs - 1));
          assert.deepEqual(endOf(compiled, later(snapshot, new Date(atMs).toISOString())), before);
        }
        if (!receipt.earliest) return;
        assert.ok(receipt.earliest.at >= (receipt.nextDueAt?.at ?? ""));
        // Rules that look at the clock may send it elsewhere by then, which is not foreseen; and what was handed out is
        // counted by whoever takes the snapshot.
        if (compiled.timeTests.length > 0 || snapshot.isHandOut) return;
        const then = decideCompiled(compiled, later(snapshot, receipt.earliest.at)).receipt;
        assert.equal(then.outcome, "assign");
        assigned++;
      },
    ),
    { numRuns: 1500, seed: 41 },
  );
  // Enough cases came this far for the property to mean something.
  assert.ok(held > 120 && assigned > 20, `${held} held, ${assigned} assigned`);
});
