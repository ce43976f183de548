import { sql } from "drizzle-orm";
import type { TicketStatus } from "../../routing/ticket.ts";
import type { Db } from "../database.ts";
import { readRows } from "../read-rows.ts";
import { reservations, tickets } from "../schema/index.ts";

/** Effort points that an agent holds, of one queue (null: of none that we know of). */
export interface LoadRow {
  agentId: string;
  queueId: string | null;
  effort: number;
}

interface RawRow {
  agent_id: string;
  queue_id: string | null;
  effort: number;
  ticket_id: string | null;
}

export interface Loads {
  /** Summed by agent and queue, without the tickets asked about. */
  others: LoadRow[];
  /** What each ticket asked about takes now, by its id. */
  own: Map<string, LoadRow[]>;
}

/**
 * Who holds how much: open tickets of the mirror, and live reservations. A ticket counts once for an agent, also while
 * its reservation and its mirror row both exist. A human may have given it to somebody else than it is reserved for: until
 * that is settled it counts for both, or else the human's choice would be room for one more.
 *
 * @param input.statuses the statuses in which a ticket counts against its assignee
 */
export async function readLoads(
  db: Db,
  input: { installationId: string; statuses: readonly TicketStatus[]; ticketIds: readonly string[] },
): Promise<Loads> {
  const { installationId } = input;
  const asked = JSON.stringify(input.ticketIds);
  const statuses = JSON.stringify(input.statuses);
  const rows = await readRows<RawRow>(
    db,
    sql`
    with asked as (select json_array_elements_text(${asked}::json) as ticket_id),
    live as (
      select ticket_id, agent_id, queue_id, effort from ${reservations}
      where installation_id = ${installationId} and expires_at > now()
    ),
    taken as (
      select ticket_id, agent_id, queue_id, effort from live
      union all
      select ticket_id, assignee_id, queue_id, effort from ${tickets}
      where installation_id = ${installationId} and assignee_id is not null
        and status in (select json_array_elements_text(${statuses}::json))
        and (ticket_id, assignee_id) not in (select ticket_id, agent_id from live)
    )
    select agent_id, queue_id, sum(effort)::float8 as effort,
      case when ticket_id in (select ticket_id from asked) then ticket_id end as ticket_id
    from taken group by agent_id, queue_id, 4`,
  );
  const loads: Loads = { others: [], own: new Map() };
  for (const row of rows) {
    const load = { agentId: row.agent_id, queueId: row.queue_id, effort: row.effort };
    if (row.ticket_id === null) loads.others.push(load);
    else loads.own.set(row.ticket_id, [...(loads.own.get(row.ticket_id) ?? []), load]);
  }
  return loads;
}
