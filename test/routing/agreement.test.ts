import { test } from "vitest";
import { checkAgreement, checkShapes } from "./agreement.ts";

test("compiled and reference evaluators agree on random policies and tickets", () => {
  checkAgreement({ numRuns: 2000, seed: 1 });
});

test("random decisions keep to the published shapes", () => {
  checkShapes({ numRuns: 300, seed: 2 });
});
