import { expect, it } from "vitest";
import { compile } from "../../src/routing/compile.ts";
import type { Rule } from "../../src/routing/policy.ts";
import { policyOf } from "./build.ts";

const asks = (rule: Pick<Rule, "when" | "then">) =>
  compile(policyOf({ rules: [{ id: "r", name: "Rule", ...rule }] })).asksForPreviousAgent;
const tags: Rule["then"] = [{ do: "add tags", tags: ["seen"] }];

it("who had a ticket before is asked for by a rule that prefers them, or tests them however deep", () => {
  const known = { field: "previousAgent", operator: "present", value: true } as const;
  expect(asks({ when: { all: [] }, then: [{ do: "prefer previous agent" }] })).toBe(true);
  expect(asks({ when: known, then: tags })).toBe(true);
  expect(asks({ when: { all: [{ any: [{ not: known }] }] }, then: tags })).toBe(true);
});

it("who had a ticket before is not asked for by rules about anything else", () => {
  const reopened = { field: "reopened", operator: "is", value: true } as const;
  expect(asks({ when: reopened, then: tags })).toBe(false);
  expect(asks({ when: { all: [] }, then: [{ do: "prefer account owner" }] })).toBe(false);
});
