import {
  type FieldError,
  invalidValue,
  missingField,
  validationFailed,
  wrongType,
} from "../http/api-error.ts";
import { isAssignable } from "../team/create-team.ts";
import type { Ticket } from "../types.ts";
import type { World } from "../world.ts";
import type { TicketChanges } from "./ticket-input.ts";

/** A changed copy of the ticket. @throws ApiError 400, and nothing is changed, when any field is refused */
export function applyChanges(
  world: World,
  before: Ticket,
  changes: TicketChanges,
  options: { checksForm: boolean },
): Ticket {
  const groupId = changes.group_id === undefined ? before.group_id : changes.group_id;
  const errors = checkPeople(world, changes, groupId);
  const after: Ticket = {
    ...before,
    subject: changes.subject ?? before.subject,
    description: changes.description ?? before.description,
    description_text: changes.description?.replace(/<[^>]*>/g, "") ?? before.description_text,
    status: changes.status ?? before.status,
    priority: changes.priority ?? before.priority,
    source: changes.source ?? before.source,
    type: changes.type === undefined ? before.type : changes.type,
    product_id: changes.product_id === undefined ? before.product_id : changes.product_id,
    company_id: changes.company_id === undefined ? before.company_id : changes.company_id,
    group_id: groupId,
    responder_id: responderAfter(world, before, changes, groupId),
    // Given tags replace the whole list.
    tags: changes.tags ? [...new Set(changes.tags)] : before.tags,
    custom_fields: { ...before.custom_fields, ...changes.custom_fields },
  };
  // The form is checked as a whole, also for fields that the request does not touch.
  if (options.checksForm) {
    for (const field of world.requiredFields) {
      const value = field.startsWith("cf_") ? after.custom_fields[field] : after[field as keyof Ticket];
      if (value === null || value === undefined || value === "") errors.push(missingField(field));
    }
  }
  if (errors.length > 0) throw validationFailed(errors);
  return after;
}

function checkPeople(world: World, changes: TicketChanges, groupId: number | null): FieldError[] {
  const errors: FieldError[] = [];
  const { nullClears, agentOutsideGroup } = world.options.variants;
  for (const field of ["group_id", "responder_id"] as const) {
    if (changes[field] === null && nullClears === "refused")
      errors.push(wrongType(field, null, "Positive Integer"));
  }
  if (typeof changes.group_id === "number" && !world.groups.has(changes.group_id)) {
    errors.push(invalidValue("group_id", "There is no group matching the given group_id"));
  }
  const { responder_id: agentId } = changes;
  if (typeof agentId !== "number") return errors;
  const group = groupId === null ? undefined : world.groups.get(groupId);
  if (!isAssignable(world, agentId)) {
    errors.push(invalidValue("responder_id", "There is no agent matching the given responder_id"));
  } else if (group && agentOutsideGroup === "refused" && !group.agentIds.has(agentId)) {
    errors.push(invalidValue("responder_id", "The agent does not belong to the group of the ticket"));
  }
  return errors;
}

function responderAfter(
  world: World,
  before: Ticket,
  changes: TicketChanges,
  groupId: number | null,
): number | null {
  if (changes.responder_id !== undefined) return changes.responder_id;
  const { responder_id: agentId } = before;
  const isMoved = groupId !== null && groupId !== before.group_id;
  if (agentId === null || !isMoved || world.options.variants.groupWithoutMember === "keeps-agent")
    return agentId;
  return world.groups.get(groupId)?.agentIds.has(agentId) ? agentId : null;
}
