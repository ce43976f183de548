import type { Action, SkillNeed } from "./action.ts";
import type { CompiledRule } from "./compile/compiled-policy.ts";
import { type FieldValue, type Ticket, type TicketPriority, ticketPriorities } from "./ticket.ts";

export interface SkillWish extends SkillNeed {
  need: "require" | "prefer";
  /** Null when the queue asks for it. */
  ruleId: string | null;
}

/** What the rules that matched ask for, together. */
export interface Wishes {
  queueId: string | null;
  queueRuleId: string | null;
  priority: { to: TicketPriority; ruleId: string | null } | null;
  tags: string[];
  customFields: Record<string, FieldValue>;
  skills: SkillWish[];
  prefersPreviousAgent: boolean;
  prefersAccountOwner: boolean;
  preferredAgents: string[];
  excludedAgents: string[];
  effort: number;
  leaveAlone: boolean;
  groupOnly: boolean;
}

/** The first rule that names a queue decides it; a later priority, field or effort replaces an earlier one; the rest adds up. */
export function applyActions(rules: CompiledRule[], ticket: Ticket): Wishes {
  const wishes: Wishes = {
    queueId: null,
    queueRuleId: null,
    priority: null,
    tags: [],
    customFields: {},
    skills: [],
    prefersPreviousAgent: false,
    prefersAccountOwner: false,
    preferredAgents: [],
    excludedAgents: [],
    effort: 1,
    leaveAlone: false,
    groupOnly: false,
  };
  for (const { rule } of rules) for (const action of rule.then) applyAction(action, rule.id, ticket, wishes);
  return wishes;
}

function applyAction(action: Action, ruleId: string, ticket: Ticket, wishes: Wishes): void {
  switch (action.do) {
    case "send to queue":
      if (wishes.queueId === null) [wishes.queueId, wishes.queueRuleId] = [action.queue, ruleId];
      return;
    case "set priority":
      wishes.priority = { to: action.priority, ruleId };
      return;
    case "raise priority":
      wishes.priority = raisePriority(wishes.priority, ticket.priority, action.priority, ruleId);
      return;
    case "add tags":
      for (const tag of action.tags) if (!wishes.tags.includes(tag)) wishes.tags.push(tag);
      return;
    case "set custom field":
      wishes.customFields[action.key] = action.value;
      return;
    case "require skill":
    case "prefer skill": {
      const { do: name, ...need } = action;
      wishes.skills.push({ ...need, need: name === "require skill" ? "require" : "prefer", ruleId });
      return;
    }
    case "prefer previous agent":
      wishes.prefersPreviousAgent = true;
      return;
    case "prefer account owner":
      wishes.prefersAccountOwner = true;
      return;
    case "prefer agent":
      wishes.preferredAgents.push(action.agent);
      return;
    case "exclude agent":
      wishes.excludedAgents.push(action.agent);
      return;
    case "effort":
      wishes.effort = action.points;
      return;
    case "leave alone":
      wishes.leaveAlone = true;
      return;
    case "group only":
      wishes.groupOnly = true;
      return;
    default:
      action satisfies never;
  }
}

/** The higher of the two; raising never lowers. */
export function raisePriority(
  wish: Wishes["priority"],
  current: TicketPriority | null,
  to: TicketPriority,
  ruleId: string | null,
): Wishes["priority"] {
  return rank(to) > rank(wish?.to ?? current) ? { to, ruleId } : wish;
}

function rank(priority: TicketPriority | null): number {
  return priority === null ? -1 : ticketPriorities.indexOf(priority);
}
