import { sql } from "drizzle-orm";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { agents, routingCycles, tickets } from "../schema/index.ts";

/**
 * The unsolved tickets whose owner was removed or suspended, by the mirror. Also those that we had assigned and that nobody
 * has now, because their owner left the team or the ticket's group: a help desk takes them away from whoever leaves, and
 * nobody would look at them again. Each ticket is told once for each owner, and none that is being routed or held.
 *
 * @param input.sinceIso whoever was taken off a ticket before then was so by a human, and not because they left
 */
export async function listLeftBehind(
  db: Db,
  { installationId, sinceIso }: { installationId: string; sinceIso: string },
): Promise<{ installationId: string; ticketId: string }[]> {
  const rows = await readRows<{ ticket_id: string }>(
    db,
    sql`
    with gone as (
      select * from ${tickets} as ticket
      where ticket.installation_id = ${installationId} and ticket.status not in ('solved', 'closed')
        and ticket.assignee_id is not null and not exists (
          select from ${agents} as agent
          where agent.installation_id = ${installationId} and not agent.has_left
            and agent.agent_id = ticket.assignee_id
        )
      union all
      select * from ${tickets} as ticket
      where ticket.installation_id = ${installationId} and ticket.status not in ('solved', 'closed')
        and ticket.assignee_id is null and ticket.updated_at >= ${sinceIso}::timestamptz
    )
    select ticket.ticket_id from gone as ticket
    cross join lateral (
      select state, source, from_agent_id, assignee_id from ${routingCycles} as cycle
      where cycle.installation_id = ticket.installation_id and cycle.ticket_id = ticket.ticket_id
      order by cycle.cycle desc limit 1
    ) as latest
    where latest.state not in ('pending', 'held')
      and (ticket.assignee_id is not null or latest.state = 'assigned')
      and coalesce(ticket.assignee_id, latest.assignee_id) is not null
      and not (latest.source = 'owner gone'
        and latest.from_agent_id is not distinct from coalesce(ticket.assignee_id, latest.assignee_id))
      and (ticket.assignee_id is not null or not exists (
        select from ${agents} as agent
        where agent.installation_id = ${installationId} and not agent.has_left
          and agent.agent_id = latest.assignee_id and agent.active and agent.group_ids ? ticket.group_id
      ))
    limit 1000`,
  );
  return rows.map(({ ticket_id: ticketId }) => ({ installationId, ticketId }));
}
