import type { FieldChange, Ticket } from "../types.ts";

const trackedFields = [
  "subject",
  "status",
  "custom_status_id",
  "priority",
  "type",
  "group_id",
  "assignee_id",
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

const customStatusIds: Record<Ticket["status"], number> = {
  new: 6_130_830_355_738,
  open: 6_130_830_355_866,
  pending: 6_130_830_355_994,
  hold: 6_130_830_356_122,
  solved: 6_130_830_356_250,
  closed: 6_130_830_356_250,
  deleted: 6_130_830_356_250,
};

export function customStatusIdOf(status: Ticket["status"]): number {
  return customStatusIds[status];
}

export function mergeTags(
  current: readonly string[],
  added: readonly string[],
  removed: readonly string[] = [],
) {
  return [...new Set([...current, ...added])].filter((tag) => !removed.includes(tag));
}
