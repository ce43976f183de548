import type { DeliveryEntry } from "../../db/queries/record-deliveries.ts";
import type { Hint, TicketEvent, WrittenChanges } from "../../ports/helpdesk-delivery.ts";

/** What is recorded of an event, and what it sets going. */
export function mapEntry(
  event: TicketEvent,
  base: {
    deliveryKey: string;
    receivedAt: string;
    installation: { id: string; integrationUserId: string };
  },
): DeliveryEntry {
  const { installation, ...row } = base;
  const common = {
    ...row,
    installationId: installation.id,
    eventKey: event.eventKey,
    eventType: event.eventType,
  };
  if (event.kind === "other") {
    const reason = "not an event that routing needs";
    return { row: { ...common, outcome: "ignored", reason }, opensCycle: false, facts: null };
  }
  // Our own writes come back as events; they keep the mirror current and start nothing.
  const isOurs = event.actorId === installation.integrationUserId;
  if (event.kind === "hint") return mapHint(event, common, isOurs);
  const ticketId = event.facts.ticketId;
  if (event.kind === "created") {
    // Routing reads the ticket afresh and mirrors it then.
    return { row: { ...common, ticketId, outcome: "routing", reason: null }, opensCycle: true, facts: null };
  }
  return {
    row: {
      ...common,
      ticketId,
      outcome: isOurs ? "ignored" : "mirrored",
      reason: isOurs ? "Signalbox's own change" : null,
    },
    opensCycle: false,
    facts: { installationId: installation.id, ...event.facts },
    ...(event.kind === "changed" && event.takenFrom && { takenFrom: event.takenFrom }),
  };
}

/** A hint carries no facts: a new ticket is read when it is routed, the roster at once, for the rest the sweep comes sooner. */
function mapHint(event: Hint, common: Omit<DeliveryEntry["row"], "outcome">, isOurs: boolean): DeliveryEntry {
  const row = { ...common, ticketId: event.ticketId };
  const rest = { opensCycle: false, facts: null };
  if (event.at === "new ticket") {
    return { ...rest, row: { ...row, outcome: "routing", reason: null }, opensCycle: true };
  }
  if (isOurs) {
    const ours = { ...rest, row: { ...row, outcome: "ignored", reason: "Signalbox's own change" } as const };
    return event.changes && mayReplace(event.changes) ? { ...ours, ownWrite: event.changes } : ours;
  }
  const reason = "the help desk is asked what there is now";
  const sent = event.at === "roster" ? { refreshesRoster: true } : { bringsSweepForward: true };
  return { ...rest, row: { ...row, outcome: "mirrored", reason }, ...sent };
}

/** Most writes find a ticket that nobody has yet, and a look at each of those would be wasted. */
function mayReplace({ groupId, assigneeId, priority }: WrittenChanges): boolean {
  return [groupId, assigneeId, priority].some((change) => change !== undefined && change.before !== null);
}
