import type { WrittenChanges } from "../../ports/helpdesk-delivery.ts";
import type { RunPrepared } from "../database.ts";
import type { deliveries, RoutingCycle, tickets } from "../schema/index.ts";
import { isLaterFact } from "./is-later-fact.ts";
import type { CycleKey } from "./routing-cycles.ts";

export type TicketKey = Omit<CycleKey, "cycle">;

export interface DeliveryEntry {
  row: typeof deliveries.$inferInsert;
  /** Whether the ticket's first routing cycle is to be opened. */
  opensCycle: boolean;
  facts: typeof tickets.$inferInsert | null;
  /** Whom the event took the ticket off, leaving it to nobody. */
  takenFrom?: string;
  /** Whether the help desk is to be asked sooner than the clock would. */
  bringsSweepForward?: boolean;
  /** Whether who is there is to be read anew. */
  refreshesRoster?: boolean;
  /** What a write of ours changed, by the help desk's account, where that may have been somebody else's. */
  ownWrite?: WrittenChanges;
}

export interface RecordedDeliveries {
  recorded: Set<string>;
  opened: CycleKey[];
  reopened: TicketKey[];
  holding: string[];
  gone: string[];
}

/**
 * Records a batch of deliveries in one statement: what is new by both keys is inserted, the mirror follows, and
 * the routing cycles of new tickets are opened. One statement, and the rows as one JSON parameter, because this
 * is the hot path: a help desk waits for it.
 *
 * @returns which deliveries were new, by `deliveryName`, the cycles that were opened, the assigned tickets that were
 *   solved before, the installations that hold tickets for which a change may have made room, and those that there are
 *   no more
 */
export async function recordDeliveries(
  runPrepared: RunPrepared,
  entries: DeliveryEntry[],
): Promise<RecordedDeliveries> {
  const needsMirror = entries.some((entry) => entry.facts !== null);
  const input = entries.map(({ row, opensCycle, facts, takenFrom }) => ({
    installation_id: row.installationId,
    delivery_key: row.deliveryKey,
    event_key: row.eventKey,
    event_type: row.eventType,
    ticket_id: row.ticketId ?? null,
    outcome: row.outcome,
    reason: row.reason ?? null,
    received_at: row.receivedAt,
    opens_cycle: opensCycle,
    ...(facts && {
      status: facts.status,
      priority: facts.priority,
      group_id: facts.groupId,
      assignee_id: facts.assigneeId,
      taken_from: takenFrom,
      created_at: facts.createdAt,
      updated_at: facts.updatedAt,
    }),
  }));
  const [row] = await runPrepared<{
    recorded: string[] | null;
    opened: string[] | null;
    reopened?: TicketKey[] | null;
    holding: string[] | null;
    gone: string[] | null;
  }>(needsMirror ? statementWithMirror : statement, [JSON.stringify(input)]);
  return {
    recorded: new Set(row?.recorded ?? entries.map(({ row }) => deliveryName(row))),
    opened: openedOf(entries, row?.opened),
    reopened: row?.reopened ?? [],
    holding: row?.holding ?? [],
    gone: row?.gone ?? [],
  };
}

/** @param names by installation and ticket; null where every cycle was opened that was to be */
function openedOf(entries: DeliveryEntry[], names: string[] | null | undefined): CycleKey[] {
  const opened = names && new Set(names);
  return entries.flatMap(({ row: { installationId, ticketId }, opensCycle }) => {
    if (!opensCycle || !ticketId) return [];
    // Two deliveries of one ticket open one cycle.
    const isOpened = !opened || opened.delete(`${installationId}/${ticketId}`);
    return isOpened ? [{ installationId, ticketId, cycle: firstCycle }] : [];
  });
}

const firstCycle = 1;
const source: RoutingCycle["source"] = "webhook";

function buildStatement(factColumns: string, mirrored: { queries: string; columns: string }): string {
  return `
    with input as materialized (
      select * from json_to_recordset($1::json) as input (
        installation_id text, delivery_key text, event_key text, event_type text, ticket_id text,
        outcome text, reason text, received_at timestamptz, opens_cycle boolean ${factColumns}
      )
    ), kept as materialized (
      -- Only one that is being deleted is locked against this, and nobody is to wait for that.
      select id from installations where id in (select installation_id from input) for key share skip locked
    ), fresh as (
      insert into deliveries
        (installation_id, delivery_key, event_key, event_type, ticket_id, outcome, reason, received_at)
      select installation_id, delivery_key, event_key, event_type, ticket_id, outcome, reason, received_at
      from input join kept on kept.id = installation_id order by installation_id, delivery_key
      on conflict do nothing
      returning installation_id, delivery_key
    ), ${mirrored.queries} opened as (
      insert into routing_cycles (installation_id, ticket_id, cycle, state, source, due_at, opened_at)
      select distinct on (installation_id, ticket_id)
        installation_id, ticket_id, ${firstCycle}, 'pending', '${source}', received_at, received_at
      from input join fresh using (installation_id, delivery_key)
      where opens_cycle
      order by installation_id, ticket_id, received_at
      on conflict do nothing
      returning installation_id, ticket_id
    )
    select
      -- Nearly always it is all of them, and a list of what the other side knows takes a tenth of the statement's time.
      case when (select count(*) from fresh) < (select count(*) from input) then (
        select coalesce(jsonb_agg(installation_id || '/' || delivery_key), '[]') from fresh
      ) end as recorded,
      case when (select count(*) from opened) < (select count(*) from input where opens_cycle) then (
        select coalesce(jsonb_agg(installation_id || '/' || ticket_id), '[]') from opened
      ) end as opened,
      (select jsonb_agg(distinct installation_id) from input
        where outcome = 'mirrored' and exists (
          select from routing_cycles as held
          where held.installation_id = input.installation_id and held.demand is not null
            and held.state in ('held', 'pending')
        )) as holding,
      (select jsonb_agg(distinct installation_id) from input
        where installation_id not in (select id from kept)) as gone
      ${mirrored.columns}`;
}

const statement = buildStatement("", { queries: "", columns: "" });
const statementWithMirror = buildStatement(
  `, status text, priority text, group_id text, assignee_id text, taken_from text, created_at timestamptz, updated_at timestamptz`,
  {
    queries: `reopened as (
      -- As it was before this statement: no part of a statement sees what another part writes.
      select distinct installation_id, ticket_id
      from input join fresh using (installation_id, delivery_key)
      join tickets as before using (installation_id, ticket_id)
      where before.status = 'solved' and input.status in ('new', 'open') and input.assignee_id is not null
        and input.updated_at >= before.updated_at
    ), mirrored as (
      insert into tickets
        (installation_id, ticket_id, status, priority, group_id, assignee_id, created_at, updated_at, recorded_at)
      select distinct on (installation_id, ticket_id)
        installation_id, ticket_id, status, priority, group_id, assignee_id, created_at, updated_at, now()
      from input join fresh using (installation_id, delivery_key)
      where status is not null
      order by installation_id, ticket_id, updated_at desc,
        coalesce(assignee_id, taken_from) is null, received_at desc
      on conflict (installation_id, ticket_id) do update set
        status = excluded.status, priority = excluded.priority, group_id = excluded.group_id,
        assignee_id = excluded.assignee_id, updated_at = excluded.updated_at, recorded_at = excluded.recorded_at
      where ${isLaterFact}
        -- An event that says itself whom it took the ticket off is of after they got it.
        or (excluded.updated_at = tickets.updated_at and tickets.assignee_id in (
          select taken_from from input
          where input.installation_id = excluded.installation_id and input.ticket_id = excluded.ticket_id
            and input.updated_at = excluded.updated_at
        ))
    ),`,
    columns: `, (select jsonb_agg(jsonb_build_object(
        'installationId', installation_id, 'ticketId', ticket_id)) from reopened) as reopened`,
  },
);

/** Names a delivery within a batch. */
export function deliveryName(row: DeliveryEntry["row"]): string {
  return `${row.installationId}/${row.deliveryKey}`;
}
