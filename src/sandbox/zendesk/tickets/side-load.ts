import type { ApiContext } from "../http/env.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";

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
