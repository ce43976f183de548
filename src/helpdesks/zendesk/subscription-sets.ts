const prefix = "zen:event-type:";
const ticketPrefix = `${prefix}ticket.`;

/** What opens a routing cycle, and what moves an agent's load. */
const ticketEvents = [
  "created",
  "agent_assignment_changed",
  "group_assignment_changed",
  "priority_changed",
  "status_changed",
].map((name) => `${ticketPrefix}${name}`);

/** Who may own tickets, and where. `user.created` is left out: every new customer is one, and an agent joins a group. */
const userEvents = [
  "active_changed",
  "custom_role_changed",
  "deleted",
  "group_membership_created",
  "group_membership_deleted",
  "role_changed",
  "suspended_changed",
].map((name) => `${prefix}user.${name}`);

/** Who is there, and how much each may hold. */
const agentEvents = ["max_capacity_changed", "state_changed", "unified_state_changed"].map(
  (name) => `${prefix}agent.${name}`,
);

/** What we want to be told, and what we make do with where the plan does not have the rest: the sweep finds it then. */
export const subscriptionSets: readonly (readonly string[])[] = [
  [...ticketEvents, ...userEvents, ...agentEvents],
  [...ticketEvents, ...userEvents],
  ticketEvents,
];

export type EventKind = "ticket" | "roster" | "other";

export function kindOf(type: string): EventKind {
  if (ticketEvents.includes(type)) return "ticket";
  return userEvents.includes(type) || agentEvents.includes(type) ? "roster" : "other";
}

/** "created"; "user.role_changed" for what is not about a ticket. */
export function shortName(type: string): string {
  if (type.startsWith(ticketPrefix)) return type.slice(ticketPrefix.length);
  return kindOf(type) === "roster" ? type.slice(prefix.length) : type;
}

/** Whether a webhook tells what it must, and nothing that we do not know. */
export function isSound(subscriptions: readonly string[]): boolean {
  const [all = []] = subscriptionSets;
  return (
    ticketEvents.every((type) => subscriptions.includes(type)) &&
    subscriptions.every((type) => all.includes(type))
  );
}
