import { describe, expect, it } from "vitest";
import { decide } from "../../../src/routing/decide.ts";
import type { Policy } from "../../../src/routing/policy.ts";
import type { Receipt } from "../../../src/routing/receipt.ts";
import type { Snapshot } from "../../../src/routing/snapshot.ts";
import { compareDecisions, describeComparison } from "../../../src/sandbox/demo/compare-decisions.ts";
import { agentOf, policyOf, ruleOf, snapshotOf } from "../../routing/build.ts";

const policy = policyOf({
  rules: [
    ruleOf("unranked", { field: "priority", operator: "present", value: false }, "returns"),
    ruleOf("parcel", { field: "subject", operator: "contains", value: "parcel" }, "orders"),
  ],
});

const side = (helpdesk: string, receipt: Receipt, tags = receipt.update.addTags ?? []) => ({
  helpdesk,
  receipts: new Map([["1", receipt]]),
  tags: new Map([["1", tags]]),
});

function compare(left: Snapshot, right: Snapshot, rules: Policy = policy) {
  const [a, b] = [decide(rules, left).receipt, decide(rules, right).receipt];
  return compareDecisions(side("Zendesk", a), side("Freshdesk", b));
}

describe("the comparison of decisions", () => {
  it("finds nothing between equals", () => {
    const snapshot = snapshotOf({});
    expect(compare(snapshot, snapshot)).toEqual({
      tickets: 1,
      same: { rules: 1, queue: 1, priority: 1, tags: 1, agent: 1 },
      differences: [],
    });
  });

  it("names the vendor's fact that a rule read, where the rule matched on one side only", () => {
    const { differences } = compare(
      snapshotOf({ ticket: { priority: null } }),
      snapshotOf({ ticket: { priority: "low" } }),
    );
    expect(differences.map(({ what }) => what)).toContain("queue");
    for (const { what, because } of differences) {
      if (what !== "agent") expect(because).toContain("Freshdesk gives every ticket a priority");
    }
  });

  it("says that other loads or other ids chose another agent, and which", () => {
    const people = (prefix: string, loads: number[]) =>
      loads.map((open, index) => agentOf(`${prefix}${index}`, { name: `Agent ${index}`, open }));
    const withRoster = (agents: Snapshot["roster"]["agents"]) => {
      const snapshot = snapshotOf({});
      return { ...snapshot, roster: { ...snapshot.roster, agents } };
    };
    const loads = compare(withRoster(people("z", [0, 3])), withRoster(people("f", [3, 0])));
    expect(loads.differences).toMatchObject([
      {
        what: "agent",
        values: ["Agent 0", "Agent 1"],
        because: expect.stringContaining("held other tickets"),
      },
    ]);
    const results = ["a", "b", "c", "d", "e", "f"].map((prefix) =>
      compare(withRoster(people("z", [0, 0])), withRoster(people(prefix, [0, 0]))),
    );
    const ties = results.flatMap((result) => result.differences);
    expect(ties.length).toBeGreaterThan(0);
    for (const tie of ties) expect(tie.because).toContain("hash of the ids");
  });

  it("takes tags for the same that were written when the ticket was held, and not once more with its agent", () => {
    const { receipt } = decide(policy, snapshotOf({}));
    const first = side("Zendesk", receipt, ["fraud", "vip"]);
    expect(compareDecisions(first, side("Freshdesk", receipt, ["vip", "fraud"])).same.tags).toBe(1);
    const { differences } = compareDecisions(first, side("Freshdesk", receipt, ["vip"]));
    expect(differences).toEqual([
      { ticketId: "1", what: "tags", values: ["fraud, vip", "vip"], because: undefined },
    ]);
  });

  it("does not explain away what no vendor is to blame for", () => {
    const left = snapshotOf({ ticket: { subject: "A parcel" } });
    const right = snapshotOf({ ticket: { subject: "Nothing of the kind" } });
    const comparison = compare(left, right);
    const unexplained = comparison.differences.filter(({ because }) => because === undefined);
    expect(unexplained.map(({ what }) => what)).toContain("rules");
    const told = describeComparison(comparison, "Zendesk", "Freshdesk").join("\n");
    expect(told).toContain("WITHOUT A REASON THAT WE KNOW");
    expect(told).toMatch(new RegExp(`\\b${unexplained.length} differences have no reason`));
    const same = compare(left, left);
    expect(describeComparison(same, "Zendesk", "Freshdesk").at(-1)).toBe("There is no difference.");
  });
});
