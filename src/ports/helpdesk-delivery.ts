import type { TicketPriority, TicketStatus } from "../routing/ticket.ts";

/** The part of `Headers` that a check needs; making a whole one costs more than the check. */
export interface HeaderReader {
  get(name: string): string | null;
}

export type Verification =
  | { outcome: "valid"; deliveryKey: string }
  | { outcome: "signature invalid" }
  | { outcome: "signature stale" };

/** The few facts of a ticket that the mirror keeps; no text. */
export interface TicketFacts {
  ticketId: string;
  status: TicketStatus;
  priority: TicketPriority | null;
  groupId: string | null;
  assigneeId: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What a delivery means. */
export type TicketEvent =
  | { kind: "created"; eventKey: string; eventType: string; actorId: string | null; facts: TicketFacts }
  | {
      kind: "changed";
      eventKey: string;
      eventType: string;
      actorId: string | null;
      facts: TicketFacts;
      /** Whose ticket it was until this event took it off them and gave it to nobody. */
      takenFrom?: string;
    }
  | Hint
  | { kind: "other"; eventKey: string; eventType: string };

/** Says where to look, and nothing in it is relied upon: all that a delivery can be which nobody signed. */
export interface Hint {
  kind: "hint";
  at: "new ticket" | "ticket" | "roster";
  /** Null where it is about the roster. */
  ticketId: string | null;
  eventKey: string;
  eventType: string;
  actorId: string | null;
  /** Where the event tells what was changed: it may be the only account of what a write of ours replaced. */
  changes?: WrittenChanges;
}

/** Of a write that has happened, each field that it changed. */
export interface WrittenChanges {
  groupId?: { before: string | null; after: string | null } | undefined;
  assigneeId?: { before: string | null; after: string | null } | undefined;
  priority?: { before: TicketPriority | null; after: TicketPriority | null } | undefined;
}
