import { formatStamp } from "../../clock.ts";
import { invalidAttribute } from "../http/api-error.ts";
import type { ApiContext } from "../http/env.ts";
import type { Ticket, TicketPriority } from "../types.ts";
import type { World } from "../world.ts";

/** Minutes to the first reply; a ticket without a priority has no target. */
const firstReplyMinutes = { urgent: 60, high: 240, normal: 480, low: 1_440 };

/** A ticket with what `include=` adds within it. */
export function withSlas(world: World, c: ApiContext, ticket: Ticket): Record<string, unknown> {
  if (!(c.req.query("include") ?? "").split(",").includes("slas")) return ticket;
  if (world.options.slas === "absent") {
    if (world.options.variants.slasWithoutPlan === "refused")
      throw invalidAttribute("include", "slas is not available.");
    return ticket;
  }
  return {
    ...ticket,
    slas: { policy_metrics: ticket.priority ? [firstReplyOf(ticket, ticket.priority)] : [] },
  };
}

function firstReplyOf(ticket: Ticket, priority: TicketPriority): Record<string, unknown> {
  const dueMs = Date.parse(ticket.created_at) + firstReplyMinutes[priority] * 60_000;
  const isOver = ticket.status === "solved" || ticket.status === "closed";
  return {
    metric: "first_reply_time",
    stage: isOver ? "achieved" : "active",
    breach_at: isOver ? null : formatStamp(dueMs),
    days: Math.floor(firstReplyMinutes[priority] / 1_440),
  };
}

/** The arrays that `include=` adds beside the tickets. */
export function sideLoad(world: World, c: ApiContext, tickets: readonly Ticket[]): Record<string, unknown> {
  const wanted = (c.req.query("include") ?? "").split(",");
  const loaded: Record<string, unknown> = {};
  const collect = <T>(ids: (number | null)[], records: Map<number, T>) =>
    [...new Set(ids)].flatMap((id) => (id === null ? [] : (records.get(id) ?? [])));
  if (wanted.includes("users")) {
    const ids = tickets.flatMap((ticket) => [ticket.requester_id, ticket.submitter_id, ticket.assignee_id]);
    loaded.users = collect(ids, world.users);
  }
  if (wanted.includes("groups")) {
    loaded.groups = collect(
      tickets.map((ticket) => ticket.group_id),
      world.groups,
    );
  }
  if (wanted.includes("organizations")) {
    loaded.organizations = collect(
      tickets.map((ticket) => ticket.organization_id),
      world.organizations,
    );
  }
  return loaded;
}
