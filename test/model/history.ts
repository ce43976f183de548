import type { OpenZendeskSandbox } from "../../src/sandbox/zendesk/open-zendesk-sandbox.ts";

const fields = ["group_id", "assignee_id", "priority"] as const;
export type Field = (typeof fields)[number];
type Value = number | string | null;

export interface Change {
  ticketId: number;
  atMs: number;
  isOurs: boolean;
  /** Ours, and meant to give back what a write of ours had replaced. */
  isRestoration: boolean;
  /** The new value and the one before. */
  fields: Partial<Record<Field | "status", { current: Value; previous: Value }>>;
  /** Of a write of ours that gives the ticket to somebody: their open tickets as the help desk has them then. */
  beside: { ticketId: number; assignedAtMs: number; isByUs: boolean; isUntouched: boolean }[];
}

/** What we were told of a ticket: by a delivery, by a reply to a reading or to a write. */
export interface Telling {
  ticketId: number;
  atMs: number;
  isReading: boolean;
  assigneeId: number | null;
  groupId: number | null;
  status: string;
  updatedAt: string;
}

export const openStatuses = ["new", "open", "pending"];

export interface History {
  changes: Change[];
  tellings: Telling[];
  /** Set for the write that is being applied. */
  isRestoring: boolean;
  noteReply(json: unknown, method: string): void;
  noteDelivery(body: string): void;
}

/** The help desk's own account of what happened, kept by the test and by nobody else. */
export function recordHistory(sandbox: OpenZendeskSandbox, now: () => number): History {
  const history: History = {
    changes: [],
    tellings: [],
    isRestoring: false,
    noteReply(json, method) {
      const { ticket, tickets } = json as { ticket?: RawTicket; tickets?: RawTicket[] };
      for (const one of tickets ?? (ticket ? [ticket] : []))
        tell(one, method === "GET" && ticket !== undefined);
    },
    noteDelivery(body) {
      const { detail, type } = JSON.parse(body) as { detail: RawTicket; type: string };
      // An agent's coming and going tells nothing of a ticket.
      const isOfTicket = type.startsWith("zen:event-type:ticket.");
      if (isOfTicket && !type.endsWith("created"))
        tell({ ...detail, status: detail.status.toLowerCase() }, false);
    },
  };
  interface RawTicket {
    id: number | string;
    assignee_id: number | string | null;
    group_id: number | string | null;
    status: string;
    updated_at: string;
  }
  const idOf = (id: number | string | null) => (id === null ? null : Number(id));
  const tell = (ticket: RawTicket, isReading: boolean) => {
    history.tellings.push({
      ticketId: Number(ticket.id),
      atMs: now(),
      isReading,
      assigneeId: idOf(ticket.assignee_id),
      groupId: idOf(ticket.group_id),
      status: ticket.status,
      updatedAt: ticket.updated_at,
    });
  };
  sandbox.subscribe((event) => {
    if (event.kind !== "ticket-updated") return;
    const isOurs = event.actorId === sandbox.integrationUserId;
    const changed: Change["fields"] = {};
    for (const field of [...fields, "status"] as const) {
      const change = event.changes[field];
      if (change) changed[field] = { current: change.current as Value, previous: change.previous as Value };
    }
    const change: Change = {
      ticketId: event.ticketId,
      atMs: now(),
      isOurs,
      isRestoration: isOurs && history.isRestoring,
      fields: changed,
      beside: [],
    };
    const agentId = changed.assignee_id?.current;
    if (isOurs && !history.isRestoring && typeof agentId === "number") {
      change.beside = besideOf(sandbox, history.changes, agentId, event.ticketId);
    }
    history.changes.push(change);
  });
  return history;
}

function besideOf(
  sandbox: OpenZendeskSandbox,
  changes: Change[],
  agentId: number,
  ticketId: number,
): Change["beside"] {
  return sandbox
    .tickets()
    .filter(
      ({ id, assignee_id, status }) =>
        id !== ticketId && assignee_id === agentId && openStatuses.includes(status),
    )
    .map(({ id }) => {
      const own = changes.filter((change) => change.ticketId === id);
      const assigned = own.findLastIndex((change) => change.fields.assignee_id !== undefined);
      return {
        ticketId: id,
        assignedAtMs: own[assigned]?.atMs ?? 0,
        isByUs: own[assigned]?.isOurs ?? false,
        isUntouched: own.slice(assigned + 1).every((change) => change.fields.status === undefined),
      };
    });
}
