import type { Condition } from "../../src/routing/condition.ts";
import type { Policy, Rule } from "../../src/routing/policy.ts";
import type { Queue } from "../../src/routing/queue.ts";
import type { Agent, Group } from "../../src/routing/roster.ts";
import type { Schedule } from "../../src/routing/schedule.ts";
import type { Signals } from "../../src/routing/signals.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import type { Ticket } from "../../src/routing/ticket.ts";

/** Weekdays 09:00 to 17:00 in Berlin, closed on Christmas Day. */
export const officeHours: Schedule = {
  id: "office",
  name: "Office hours",
  timezone: "Europe/Berlin",
  hours: [{ days: ["monday", "tuesday", "wednesday", "thursday", "friday"], from: "09:00", to: "17:00" }],
  holidays: [{ date: "2026-12-25", name: "Christmas Day" }],
};

/** A queue whose group has the queue's own name. */
export function queueOf(id: string, changes: Partial<Queue> = {}): Queue {
  return { id, name: capitalize(id), group: id, pick: "fewest open", ...changes };
}

export function ruleOf(id: string, when: Condition, queue: string, changes: Partial<Rule> = {}): Rule {
  return { id, name: capitalize(id), when, then: [{ do: "send to queue", queue }], ...changes };
}

export function policyOf(changes: Partial<Policy> = {}): Policy {
  return {
    mode: "on",
    timezone: "Europe/Berlin",
    schedules: [officeHours],
    rules: [],
    queues: [queueOf("returns"), queueOf("orders"), queueOf("seniors")],
    fallback: "orders",
    capacity: { default: 8 },
    note: false,
    ...changes,
  };
}

export const groups: Group[] = [
  { id: "g-returns", name: "returns" },
  { id: "g-orders", name: "orders" },
  { id: "g-seniors", name: "seniors" },
];

export function agentOf(id: string, changes: Partial<Agent> = {}): Agent {
  return {
    id,
    name: `Agent ${id}`,
    groupIds: ["g-returns", "g-orders"],
    active: true,
    available: true,
    sources: { available: "help desk" },
    open: 0,
    capacity: null,
    ...changes,
  };
}

export function ticketOf(changes: Partial<Ticket> = {}): Ticket {
  return {
    id: "t1",
    subject: "Where is my parcel?",
    body: "I ordered two weeks ago.",
    channel: "email",
    type: null,
    status: "new",
    priority: null,
    tags: [],
    groupId: null,
    assigneeId: null,
    brandId: null,
    organizationId: null,
    requester: { id: "u1", name: "Ada A.", email: "ada@larkfield.example", locale: "en-GB", tags: [] },
    customFields: {},
    createdAt: "2026-11-23T09:30:00Z",
    updatedAt: "2026-11-23T09:30:00Z",
    ...changes,
  };
}

/** A Monday at eleven in Berlin, unless `now` says otherwise. */
export function snapshotOf(
  changes: {
    ticket?: Partial<Ticket>;
    signals?: Signals;
    agents?: (Partial<Agent> & { id: string })[];
    rotationFloor?: Record<string, number>;
  } & Partial<Omit<Snapshot, "ticket" | "signals" | "roster">> = {},
): Snapshot {
  const { ticket, signals, agents, rotationFloor, ...rest } = changes;
  return {
    ticket: ticketOf(ticket),
    ...(signals && { signals }),
    roster: {
      groups,
      agents: (agents ?? [{ id: "a1" }]).map(({ id, ...agent }) => agentOf(id, agent)),
      ...(rotationFloor && { rotationFloor }),
    },
    now: "2026-11-23T10:00:00Z",
    ...rest,
  };
}

function capitalize(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
