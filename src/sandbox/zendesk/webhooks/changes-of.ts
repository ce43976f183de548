import type { TicketDiff, TrackedField } from "../tickets/diff-tickets.ts";
import type { Comment } from "../types.ts";
import type { World } from "../world.ts";

/** One event to be; `event` is what goes under that key, without its sequence. */
export type TicketChange = { type: string; event?: Record<string, unknown> };

const eventTypes: Partial<Record<TrackedField, string>> = {
  subject: "subject_changed",
  status: "status_changed",
  custom_status_id: "custom_status_changed",
  priority: "priority_changed",
  type: "type_changed",
  group_id: "group_assignment_changed",
  assignee_id: "agent_assignment_changed",
  tags: "tags_changed",
  custom_fields: "custom_field_changed",
  due_at: "task_due_at_changed",
  external_id: "external_id_changed",
  requester_id: "requester_changed",
  organization_id: "organization_changed",
  problem_id: "problem_link_changed",
  brand_id: "brand_changed",
  ticket_form_id: "form_changed",
};

const uppercaseFields = new Set<string>(["status", "priority", "type"]);

export function changesOf(world: World, diff: TicketDiff, comment: Comment | undefined): TicketChange[] {
  const changes: TicketChange[] = [];
  if (comment) changes.push({ type: "comment_added", event: { comment: commentOf(world, comment) } });
  for (const [field, change] of Object.entries(diff)) {
    const type = eventTypes[field as TrackedField];
    if (!type) continue;
    if (field === "tags" && world.options.variants.tagsChangedEvent === "added-removed") {
      changes.push({ type, event: tagChange(change.previous, change.current) });
    } else {
      changes.push({
        type,
        event: { current: eventValue(field, change.current), previous: eventValue(field, change.previous) },
      });
    }
  }
  return changes;
}

function commentOf(world: World, comment: Comment): Record<string, unknown> {
  const author = world.users.get(comment.author_id);
  return {
    id: String(comment.id),
    body: comment.body,
    html_body: comment.html_body,
    is_public: comment.public,
    author: {
      id: String(comment.author_id),
      is_staff: author !== undefined && author.role !== "end-user",
      name: author?.name ?? "",
    },
  };
}

function tagChange(previous: unknown, current: unknown): Record<string, unknown> {
  const before = Array.isArray(previous) ? previous : [];
  const after = Array.isArray(current) ? current : [];
  return {
    tags_added: after.filter((tag) => !before.includes(tag)),
    tags_removed: before.filter((tag) => !after.includes(tag)),
  };
}

/** Events carry ids as strings and enumerations in capitals, unlike the REST API. */
function eventValue(field: string, value: unknown): unknown {
  if (typeof value === "number" && field.endsWith("_id")) return String(value);
  if (typeof value === "string" && uppercaseFields.has(field)) return value.toUpperCase();
  if (field === "custom_fields" && Array.isArray(value)) {
    return value.map((item: { id: number; value: unknown }) => ({ id: String(item.id), value: item.value }));
  }
  return value;
}
