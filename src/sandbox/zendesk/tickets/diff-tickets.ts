import type { FieldChange } from "../../ticket-event.ts";
import type { Ticket } from "../types.ts";

const trackedFields = [
  "subject",
  "status",
  "custom_status_id",
  "priority",
  "type",
  "group_id",
  "assignee_id",
  "follower_ids",
  "tags",
  "custom_fields",
  "due_at",
  "external_id",
  "requester_id",
  "organization_id",
  "problem_id",
  "brand_id",
  "ticket_form_id",
  "is_public",
] as const satisfies readonly (keyof Ticket)[];

export type TrackedField = (typeof trackedFields)[number];
export type TicketDiff = Partial<Record<TrackedField, FieldChange>>;

export function diffTickets(before: Ticket | undefined, after: Ticket): TicketDiff {
  const diff: TicketDiff = {};
  for (const field of trackedFields) {
    const previous = before?.[field] ?? null;
    const current = after[field];
    if (JSON.stringify(previous) !== JSON.stringify(current)) diff[field] = { current, previous };
  }
  return diff;
}
