import type { DeskEvent, ModelDesk, Told } from "./desks/desk.ts";
import { currentCall, currentFlow } from "./watch-calls.ts";

export const fields = ["groupId", "assigneeId", "priority"] as const;
export type Field = (typeof fields)[number];

export interface Change {
  ticketId: string;
  atMs: number;
  isOurs: boolean;
  /** Ours, and meant to give back what a write of ours had replaced. */
  isRestoration: boolean;
  /** Of a write of ours for which the ticket was read once more: how many changes there were at that reading. */
  readUpTo: number | undefined;
  fields: DeskEvent["fields"];
  /** Of a write of ours that gives the ticket to somebody: their open tickets as the help desk has them then. */
  beside: { ticketId: string; assignedAtMs: number; isByUs: boolean; isUntouched: boolean }[];
}

/** What we were told of a ticket: by a delivery, by a reply to a reading or to a write. */
export type Telling = Told & {
  atMs: number;
  /** Of a reading for a snapshot: how many changes there were by then. */
  readUpTo: number | undefined;
  flow: object | undefined;
  /** When all the others could know of it: once it was noted, or once whoever was told had done all that they do. */
  knownAtMs: number;
};

export const openStatuses = ["new", "open", "pending"];

export interface History {
  changes: Change[];
  tellings: Telling[];
  /** Of which changes the help desk's app has told us. */
  accounts: Set<string>;
  noteTold(told: Told[], options?: { readUpTo?: number | undefined; flow?: object | undefined }): void;
  /** A statement that changes the mirror. */
  noteMirrored(parameters: readonly unknown[]): void;
  noteEnd(flow: object): void;
}

/** The help desk's own account of what happened, kept by the test and by nobody else. */
export function recordHistory(desk: ModelDesk, now: () => number): History {
  const history: History = {
    changes: [],
    tellings: [],
    accounts: new Set(),
    noteTold(told, { readUpTo, flow } = {}) {
      const knownAtMs = flow ? Number.POSITIVE_INFINITY : now();
      for (const one of told) history.tellings.push({ ...one, atMs: now(), readUpTo, flow, knownAtMs });
    },
    noteMirrored(parameters) {
      const flow = currentFlow();
      for (const one of history.tellings) {
        if (one.flow === flow && parameters.includes(one.ticketId)) makeKnown(one);
      }
    },
    noteEnd(flow) {
      for (const one of history.tellings) if (one.flow === flow) makeKnown(one);
    },
  };
  const makeKnown = (telling: Telling) => {
    telling.knownAtMs = Math.min(telling.knownAtMs, now());
  };
  desk.subscribe(({ ticketId, actorId, fields: changed }) => {
    const isOurs = actorId === desk.integrationUserId;
    const call = isOurs ? currentCall() : undefined;
    const isRestoration = call?.verb === "restoreTicket";
    const agentId = changed.assigneeId?.current;
    history.changes.push({
      ticketId,
      atMs: now(),
      isOurs,
      isRestoration,
      readUpTo: call?.readUpTo,
      fields: changed,
      beside: isOurs && !isRestoration && agentId ? besideOf(desk, history.changes, agentId, ticketId) : [],
    });
  });
  return history;
}

export function accountKey({ ticketId, atMs }: Pick<Change, "ticketId" | "atMs">): string {
  return `${ticketId}@${Math.round(atMs)}`;
}

function besideOf(desk: ModelDesk, changes: Change[], agentId: string, ticketId: string): Change["beside"] {
  return desk
    .tickets()
    .filter(
      ({ id, assigneeId, status }) =>
        id !== ticketId && assigneeId === agentId && openStatuses.includes(status),
    )
    .map(({ id }) => {
      const own = changes.filter((change) => change.ticketId === id);
      const assigned = own.findLastIndex((change) => change.fields.assigneeId !== undefined);
      return {
        ticketId: id,
        assignedAtMs: own[assigned]?.atMs ?? 0,
        // What was put back was a human's choice, and is known once it is noted.
        isByUs: own[assigned]?.isOurs === true && !own[assigned]?.isRestoration,
        isUntouched: own.slice(assigned + 1).every((change) => change.fields.status === undefined),
      };
    });
}
