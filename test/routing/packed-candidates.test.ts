import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../src/routing/decide.ts";
import { packCandidates, unpackCandidates } from "../../src/routing/packed-candidates.ts";
import { arbitraryPolicy, arbitrarySnapshot } from "./arbitrary.ts";
import { policyOf, queueOf, snapshotOf } from "./build.ts";

test("the candidates of any receipt come back from storage as they were, byte for byte", () => {
  let told = 0;
  fc.assert(
    fc.property(arbitraryPolicy, arbitrarySnapshot, (policy, snapshot) => {
      const { candidates } = decide(policy, snapshot).receipt;
      const stored = JSON.stringify(packCandidates(candidates));
      expect(JSON.stringify(unpackCandidates(JSON.parse(stored)))).toBe(JSON.stringify(candidates));
      told += candidates.length;
    }),
    { numRuns: 500, seed: 11 },
  );
  expect(told).toBeGreaterThan(500);
});

test("the candidates of a team of a hundred take less than half of what they take in a receipt", () => {
  const agents = Array.from({ length: 100 }, (_none, n) => ({ id: `${36_000_000_000 + n}`, open: n % 9 }));
  const { candidates } = decide(policyOf({ queues: [queueOf("orders")] }), snapshotOf({ agents })).receipt;
  expect(candidates).toHaveLength(100);
  const [packed, plain] = [packCandidates(candidates), candidates].map((one) => JSON.stringify(one).length);
  expect(packed).toBeLessThan((plain ?? 0) / 2);
});
