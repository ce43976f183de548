import { HelpdeskError } from "../ports/helpdesk-error.ts";

/** Ticket ids are numbers; anything else must not reach a path. @throws HelpdeskError `unexpected` */
export function numericId(ticketId: string): string {
  if (!/^\d{1,16}$/.test(ticketId)) {
    throw new HelpdeskError("unexpected", "this is not a ticket id of the help desk", "never");
  }
  return ticketId;
}
