import type { Receipt, RuleTrace, TestTrace } from "./receipt.ts";

/** The one sentence an agent needs: where the ticket went and why. */
export function explain(receipt: Receipt): string {
  if (receipt.outcome === "leave alone") return explainLeave(receipt);
  const queue = receipt.queue;
  const where = queue ? `${queue.name} (${queue.group})` : "No queue";
  const rule = receipt.rules.find((candidate) => candidate.id === queue?.ruleId);
  const why = rule ? `because ${explainRule(rule)}` : "the fallback, because no rule sends it elsewhere";
  const priority = receipt.priority ? `; priority ${receipt.priority.to}` : "";
  return `${where}, ${why}; ${explainPerson(receipt)}${priority}.`;
}

function explainPerson(receipt: Receipt): string {
  const chosen = receipt.candidates.find((candidate) => candidate.rank === 1);
  if (chosen) return `${chosen.name} had the fewest open (${chosen.open} of ${chosen.capacity})`;
  const members = receipt.candidates.filter((candidate) => candidate.removedBy?.filter !== "member");
  if (members.length === 0) return "held, because the group has no agents";
  const reasons = members.map((member) => `${member.name}: ${member.removedBy?.detail ?? ""}`);
  const shown = reasons.slice(0, 3).join(", ");
  return `held, because nobody could take it (${shown}${reasons.length > 3 ? `, ${reasons.length - 3} more` : ""})`;
}

function explainLeave(receipt: Receipt): string {
  switch (receipt.leaveReason) {
    case "policy off":
      return "Left alone, because the policy is switched off.";
    case "already assigned":
      return "Left alone, because the ticket already has an assignee.";
    case "solved or closed":
      return "Left alone, because the ticket is solved or closed.";
    case "group missing":
      return `Left alone, because the help desk has no group "${receipt.queue?.group ?? ""}"; change the queue ${receipt.queue?.name ?? ""} in the policy, or create the group.`;
    default: {
      const rule = receipt.rules.findLast((candidate) => candidate.outcome === "matched");
      return `Left alone, because the rule "${rule?.name ?? ""}" says so.`;
    }
  }
}

function explainRule(rule: RuleTrace): string {
  const matched = rule.tests.filter((test) => test.matched);
  return matched.length > 0 ? matched.map(explainTest).join(" and ") : `the rule "${rule.name}" matched`;
}

function explainTest(test: TestTrace): string {
  const field = test.field.replace("requester.", "requester's ");
  if (test.operator === "contains") return `the ${field} says "${String(test.actual)}"`;
  if (test.operator === "present") return `the ${field} is ${test.expected === false ? "empty" : "given"}`;
  const expected = Array.isArray(test.expected) ? test.expected.join(" or ") : String(test.expected);
  return `the ${field} ${test.operator === "in" ? "is" : test.operator} "${expected}"`;
}
