import type { Replaced, Seen } from "../../ports/helpdesk.ts";
import type { WrittenChanges } from "../../ports/helpdesk-delivery.ts";
import type { TicketUpdate } from "../../routing/ticket.ts";

/**
 * What a write of ours replaced that somebody had set after the ticket was read, going by the help desk's account of
 * the write. Undefined for nothing, and where the account is of another write than that of this decision.
 */
export function replacedByWrite(input: {
  /** As the ticket was when it was decided. */
  seen: Seen;
  update: TicketUpdate;
  changes: WrittenChanges;
}): Replaced | undefined {
  const { seen, update, changes } = input;
  if (!isOfDecision(input)) return undefined;
  const isGroup = isSomebodys(changes.groupId?.before, seen.groupId, update.groupId);
  // Somebody had chosen the same agent, in that group: our write did not change the agent.
  const isSameAgent = isGroup && !changes.assigneeId && update.assigneeId !== seen.assigneeId;
  const replaced: Replaced = {
    ...(isGroup && { groupId: changes.groupId?.before }),
    ...(isSameAgent && update.assigneeId != null && { assigneeId: update.assigneeId }),
    ...(isSomebodys(changes.assigneeId?.before, seen.assigneeId, update.assigneeId) && {
      assigneeId: changes.assigneeId?.before,
    }),
    ...(isSomebodys(changes.priority?.before, seen.priority, update.priority) && {
      priority: changes.priority?.before,
    }),
  };
  return Object.keys(replaced).length > 0 ? replaced : undefined;
}

/**
 * An account that comes late must not be held against the next decision: it tells of something that this one changed.
 * Not of all: where the human had chosen the same agent or group, our write did not change it.
 */
function isOfDecision({ seen, update, changes }: Parameters<typeof replacedByWrite>[0]): boolean {
  const fields = ["groupId", "assigneeId"] as const;
  const changed = fields.filter((field) => update[field] !== undefined && update[field] !== seen[field]);
  const isAsWritten = fields.every((field) => !changes[field] || changes[field].after === update[field]);
  return isAsWritten && (changed.length === 0 || changed.some((field) => changes[field] !== undefined));
}

/** Who empties a field has chosen nothing, and what we wrote ourselves is nobody's choice. */
function isSomebodys(
  before: string | null | undefined,
  seen: string | null,
  ours: string | null | undefined,
) {
  return before !== undefined && before !== null && before !== seen && before !== ours;
}
