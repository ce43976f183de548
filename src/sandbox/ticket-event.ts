import type { EmulatedEvent } from "./emulated-helpdesk.ts";

export type FieldChange = { current: unknown; previous: unknown };

/** What listeners of an emulator are told of its tickets, with the vendor's own names of fields. */
export type TicketEvent = {
  kind: "ticket-created" | "ticket-updated";
  ticketId: number;
  atMs: number;
  actorId: number;
  changes: Record<string, FieldChange>;
};

/** The same in the words that all emulators share. */
export function toEmulatedEvent(event: TicketEvent, assigneeField: string): EmulatedEvent {
  const assignee = event.changes[assigneeField]?.current;
  return {
    kind: event.kind,
    ticketId: String(event.ticketId),
    atMs: event.atMs,
    actorId: String(event.actorId),
    ...(assignee === undefined ? {} : { assignee: assignee === null ? null : String(assignee) }),
  };
}
