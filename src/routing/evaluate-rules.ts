import { evaluateCondition } from "./conditions.ts";
import type { Policy } from "./policy.ts";
import type { RuleTrace, TestTrace } from "./receipt.ts";
import { type Ticket, type TicketPriority, ticketPriorities } from "./ticket.ts";

export interface RulesResult {
  rules: RuleTrace[];
  queueId: string | null;
  queueRuleId: string | null;
  priority: { to: TicketPriority; ruleId: string } | null;
  tags: string[];
  leaveAlone: boolean;
}

/** Runs the rules top-down. The first rule that names a queue decides it; priorities and tags add up. */
export function evaluateRules(policy: Policy, ticket: Ticket): RulesResult {
  const result: RulesResult = {
    rules: [],
    queueId: null,
    queueRuleId: null,
    priority: null,
    tags: [],
    leaveAlone: false,
  };
  let ended = false;
  for (const rule of policy.rules) {
    const tests: TestTrace[] = [];
    if (ended) {
      result.rules.push({ id: rule.id, name: rule.name, outcome: "not reached", tests });
      continue;
    }
    const matched = evaluateCondition(rule.when, ticket, tests);
    result.rules.push({ id: rule.id, name: rule.name, outcome: matched ? "matched" : "not matched", tests });
    if (!matched) continue;
    for (const action of rule.then) applyAction(action, rule.id, ticket, result);
    ended = rule.last === true;
  }
  return result;
}

function applyAction(
  action: Policy["rules"][number]["then"][number],
  ruleId: string,
  ticket: Ticket,
  result: RulesResult,
): void {
  switch (action.do) {
    case "send to queue":
      if (result.queueId === null) {
        result.queueId = action.queue;
        result.queueRuleId = ruleId;
      }
      return;
    case "set priority":
      result.priority = { to: action.priority, ruleId };
      return;
    case "raise priority": {
      const current = result.priority?.to ?? ticket.priority;
      if (rank(action.priority) > rank(current)) result.priority = { to: action.priority, ruleId };
      return;
    }
    case "add tags":
      for (const tag of action.tags) if (!result.tags.includes(tag)) result.tags.push(tag);
      return;
    case "leave alone":
      result.leaveAlone = true;
      return;
  }
}

function rank(priority: TicketPriority | null): number {
  return priority === null ? -1 : ticketPriorities.indexOf(priority);
}
