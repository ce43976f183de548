import { recordInvalid } from "../http/api-error.ts";
import type { CustomFieldValue, Ticket } from "../types.ts";
import type { World } from "../world.ts";
import { customStatusIdOf } from "./custom-status-id-of.ts";
import { mergeTags } from "./merge-tags.ts";
import { resolveAssignment } from "./resolve-assignment.ts";
import type { TicketChanges } from "./ticket-input.ts";

/** A changed copy of the ticket; throws 422 and changes nothing when any field is refused. */
export function applyChanges(world: World, before: Ticket, changes: TicketChanges): Ticket {
  const { groupId, assigneeId } = resolveAssignment(world, {
    before: { groupId: before.group_id, assigneeId: before.assignee_id },
    groupId: changes.group_id,
    assigneeId: assigneeOf(world, changes),
  });
  if (changes.requester_id !== undefined && !world.users.has(changes.requester_id)) {
    throw recordInvalid({ requester: [{ description: "Requester: is invalid", error: "InvalidValue" }] });
  }
  const becomesAssigned = before.assignee_id === null && assigneeId !== null;
  const requested = changes.status ?? before.status;
  const opens =
    becomesAssigned && requested === "new" && world.options.variants.statusOnAssignment === "opens";
  const status = opens ? "open" : requested;
  const custom_fields = mergeCustomFields(before.custom_fields, changes.custom_fields ?? []);
  return {
    ...before,
    group_id: groupId,
    assignee_id: assigneeId,
    status,
    custom_status_id: customStatusIdOf(status),
    priority: changes.priority === undefined ? before.priority : changes.priority,
    type: changes.type === undefined ? before.type : changes.type,
    subject: changes.subject === undefined ? before.subject : changes.subject,
    raw_subject: changes.subject === undefined ? before.raw_subject : changes.subject,
    follower_ids: followersAfter(world, before, changes),
    tags: tagsAfter(world, before, changes),
    custom_fields,
    fields: custom_fields,
    due_at: changes.due_at === undefined ? before.due_at : changes.due_at,
    external_id: changes.external_id === undefined ? before.external_id : changes.external_id,
    requester_id: changes.requester_id ?? before.requester_id,
    organization_id: changes.organization_id === undefined ? before.organization_id : changes.organization_id,
    problem_id: changes.problem_id === undefined ? before.problem_id : changes.problem_id,
    brand_id: changes.brand_id ?? before.brand_id,
    ticket_form_id: changes.ticket_form_id ?? before.ticket_form_id,
    is_public: before.is_public || (changes.comment?.public ?? false),
  };
}

function assigneeOf(world: World, changes: TicketChanges): number | null | undefined {
  if (changes.assignee_id !== undefined || changes.assignee_email === undefined) return changes.assignee_id;
  if (changes.assignee_email === null) return null;
  const userId = world.userIdByEmail.get(changes.assignee_email.toLowerCase());
  if (userId === undefined) {
    throw recordInvalid({ assignee: [{ description: "Assignee: is invalid", error: "InvalidValue" }] });
  }
  return userId;
}

/** Only agents can follow a ticket. */
function followersAfter(world: World, before: Ticket, { followers = [] }: TicketChanges): number[] {
  const ids = new Set(before.follower_ids);
  for (const { user_id: userId, action } of followers) {
    const user = world.users.get(userId);
    if (!user?.active || user.role === "end-user") {
      throw recordInvalid({ followers: [{ description: "Followers: is invalid", error: "InvalidValue" }] });
    }
    if (action === "put") ids.add(userId);
    else ids.delete(userId);
  }
  return [...ids];
}

function tagsAfter(world: World, before: Ticket, changes: TicketChanges): string[] {
  const replaced = changes.tags === undefined ? before.tags : mergeTags(changes.tags, []);
  if (world.options.variants.additionalTags === "dropped") return replaced;
  return mergeTags(replaced, changes.additional_tags ?? [], changes.remove_tags);
}

function mergeCustomFields(before: CustomFieldValue[], changes: CustomFieldValue[]): CustomFieldValue[] {
  if (changes.length === 0) return before;
  const values = new Map(before.map((field) => [field.id, field.value]));
  for (const change of changes) values.set(change.id, change.value);
  return [...values].map(([id, value]) => ({ id, value }));
}
