import type { FieldChange } from "../../ticket-event.ts";
import type { Actor, Ticket } from "../types.ts";
import type { TicketState, World } from "../world.ts";
import { renderContent } from "./render-content.ts";
import type { ConditionSet, Rule, WebhookAction } from "./rule-input.ts";

export type WebhookCall = {
  rule: Rule;
  action: WebhookAction;
  ticketId: number;
  event: string;
  /** Stable across runs of one seed, however the requests interleave. */
  key: string;
  /** What the ticket was when the rule ran. */
  body: Buffer;
};

type Occasion = {
  state: TicketState;
  actor: Actor;
  changes: Record<string, FieldChange>;
  isCreation: boolean;
};

/** The account's own automation. What it sets causes no further rules, as the vendor avoids loops. */
export function runRules(world: World, occasion: Occasion): void {
  const { state, isCreation } = occasion;
  const kind = isCreation ? 1 : 4;
  for (const rule of world.rules.values()) {
    if (rule.kind !== kind || !rule.active) continue;
    if (!isCreation && !isMeant(rule, occasion)) continue;
    if (!matches(state.ticket, rule.conditions)) continue;
    perform(world, rule, occasion);
    if (isCreation && world.options.variants.creationRules === "first-match") return;
  }
}

function perform(world: World, rule: Rule, { state, changes, isCreation }: Occasion): void {
  for (const action of rule.actions) {
    if (action.field_name !== "trigger_webhook") {
      state.ticket = { ...state.ticket, [action.field_name]: action.value };
      continue;
    }
    const { ticket } = state;
    const event = isCreation ? "{ticket_action:created}" : describeChange(changes);
    const purpose = `webhook:${rule.id}:${ticket.id}`;
    const body = Buffer.from(renderContent(world, action, ticket, event), "utf8");
    const key = `${purpose}:${world.count(purpose)}`;
    world.callWebhook({ rule, action, ticketId: ticket.id, event, key, body });
  }
}

/** Only the first change is told, in a notation that is no JSON. */
function describeChange(changes: Record<string, FieldChange>): string {
  const [field, change] = Object.entries(changes)[0] ?? [];
  if (!field || !change) return "{ticket_action:updated}";
  return `{${field}:{from:${change.previous ?? ""},to:${change.current ?? ""}}}`;
}

function isMeant(rule: Rule, { actor, changes }: Occasion): boolean {
  const { performer } = rule;
  const isPerformer =
    (performer?.type === 1 &&
      actor.type === "agent" &&
      (!performer.members?.length || performer.members.includes(actor.id))) ||
    (performer?.type === 2 && actor.type === "requester") ||
    (performer?.type === 3 && actor.type !== "system") ||
    (performer?.type === 4 && actor.type === "system");
  const isAny = (wanted: unknown) => wanted === undefined || wanted === "--";
  return (
    isPerformer &&
    (rule.events ?? []).some(({ field_name, from, to }) => {
      const change = changes[field_name];
      if (!change) return false;
      return (isAny(from) || from === change.previous) && (isAny(to) || to === change.current);
    })
  );
}

function matches(ticket: Ticket, sets: ConditionSet[]): boolean {
  return sets.every(({ match_type, properties }) => {
    const results = properties.map((property) => holds(ticket, property));
    return match_type === "any" ? results.includes(true) : !results.includes(false);
  });
}

function holds(ticket: Ticket, { field_name, operator, value }: ConditionSet["properties"][number]): boolean {
  const name = field_name === "ticket_type" ? "type" : field_name;
  const actual = Object.hasOwn(ticket, name) ? ticket[name as keyof Ticket] : undefined;
  const wanted = Array.isArray(value) ? value : [value];
  switch (operator) {
    case "in":
    case "is_any_of":
    case "is":
      return wanted.includes(actual);
    case "not_in":
    case "is_not":
      return !wanted.includes(actual);
    case "contains":
      return wanted.some((word) => String(actual).toLowerCase().includes(String(word).toLowerCase()));
  }
}
