import { knownAgent } from "./known-agent.ts";
import type { Policy } from "./policy.ts";
import { findAbsence } from "./presence.ts";
import type { Queue } from "./queue.ts";
import { startClock } from "./queue-clock.ts";
import type { Agent } from "./roster.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Ticket, TicketStatus } from "./ticket.ts";
import { epochOf, toIso } from "./wall-clock.ts";

type Reassign = NonNullable<Snapshot["reassign"]>;

const openStatuses: readonly TicketStatus[] = ["new", "open"];

/**
 * Whether a ticket that was just reopened is to leave its owner.
 *
 * @param owner as the roster has them; undefined for one who is no longer in it
 */
export function leavesOnReopening(
  policy: Policy,
  ticket: Pick<Ticket, "assigneeId">,
  owner: Agent | undefined,
  now: string,
): Reassign | null {
  if (ticket.assigneeId === null || policy.reopened?.ownerAway === "keep") return null;
  const isThere = owner && findAbsence(knownAgent(owner), epochOf(now), policy.timezone ?? "UTC") === null;
  return isThere ? null : { fromAgentId: ticket.assigneeId, reason: "owner absent" };
}

/** Whether a ticket is to leave its owner because their shift is over. */
export function leavesAtShiftEnd(
  policy: Policy,
  ticket: Pick<Ticket, "assigneeId" | "status">,
  owner: Agent,
  now: string,
): Reassign | null {
  const { open, statuses = openStatuses } = policy.shiftEnd ?? { open: "keep" };
  if (open === "keep" || ticket.assigneeId !== owner.id || !statuses.includes(ticket.status)) return null;
  const isOver = findAbsence(knownAgent(owner), epochOf(now), policy.timezone ?? "UTC") === "off shift";
  return isOver ? { fromAgentId: owner.id, reason: "shift ended" } : null;
}

/**
 * When a ticket that its owner does not touch is taken back, by the clock of its queue; null where it never is.
 *
 * @param assignedAt ISO 8601, UTC
 */
export function takeBackAt(policy: Policy, queue: Queue, assignedAt: string): string | null {
  const sinceMs = epochOf(assignedAt);
  if (!queue.takeBack || Number.isNaN(sinceMs)) return null;
  const atMs = startClock(policy, queue, sinceMs, sinceMs).at(queue.takeBack.afterMinutes);
  return atMs === null ? null : toIso(atMs);
}
