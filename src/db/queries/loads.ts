import { type SQL, sql } from "drizzle-orm";
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

export interface Loads {
  /** Summed by agent and queue. */
  all: LoadRow[];
  /** What of it each ticket asked about takes now, by its id. */
  own: Map<string, LoadRow[]>;
}

/** A list for each column: a row for each agent would take longer to send and to read than to count. */
interface Lists {
  agents: string[] | null;
  queues: (string | null)[];
  efforts: number[];
  own: { ticket_id: string; agent_id: string; queue_id: string | null; effort: number }[] | null;
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
  const statuses = JSON.stringify(input.statuses);
  // Said where it holds, for the index that leaves the others out.
  const isSolvedCounted = input.statuses.some((status) => status === "solved" || status === "closed");
  const unsolved = isSolvedCounted ? sql`` : sql`and status not in ('solved', 'closed')`;
  const counted = (only: SQL) => sql`
    select ticket_id, agent_id, queue_id, effort from ${reservations}
    where installation_id = ${installationId} and expires_at > now() ${only}
    union all
    select ticket_id, assignee_id, queue_id, effort from ${tickets}
    where installation_id = ${installationId} and assignee_id is not null ${unsolved} ${only}
      and status = any(array(select json_array_elements_text(${statuses}::json)))
      and (ticket_id, assignee_id) not in (
        select ticket_id, agent_id from ${reservations}
        where installation_id = ${installationId} and expires_at > now()
      )`;
  // One statement, so that a ticket which is taken from a sum is in it.
  const [lists] = await readRows<Lists>(
    db,
    sql`
    with asked as (select json_array_elements_text(${JSON.stringify(input.ticketIds)}::json) as ticket_id),
    held as (
      select agent_id, queue_id, sum(effort)::float8 as effort from (${counted(sql``)}) as one
      group by agent_id, queue_id
    )
    select json_agg(agent_id) as agents, json_agg(queue_id) as queues, json_agg(effort) as efforts,
      (select json_agg(one) from (${counted(sql`and ticket_id = any(array(select ticket_id from asked))`)}) as one) as own
    from held`,
  );
  const all = (lists?.agents ?? []).map((agentId, place): LoadRow => {
    return { agentId, queueId: lists?.queues[place] ?? null, effort: lists?.efforts[place] ?? 0 };
  });
  const own = Map.groupBy(lists?.own ?? [], ({ ticket_id }) => ticket_id);
  return { all, own: new Map([...own].map(([ticketId, rows]) => [ticketId, rows.map(toLoad)])) };
}

function toLoad(row: NonNullable<Lists["own"]>[number]): LoadRow {
  return { agentId: row.agent_id, queueId: row.queue_id, effort: row.effort };
}
