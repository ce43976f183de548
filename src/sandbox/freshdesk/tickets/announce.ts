import { notify } from "../../surroundings.ts";
import type { FieldChange } from "../../ticket-event.ts";
import { publishAppEvent } from "../app/publish-app-event.ts";
import { runRules } from "../rules/run-rules.ts";
import type { Actor, Ticket } from "../types.ts";
import { later, type TicketState, type World } from "../world.ts";
import { assignByGroup } from "./assign-by-group.ts";

const tracked = [
  "subject",
  "status",
  "priority",
  "source",
  "type",
  "group_id",
  "responder_id",
  "product_id",
  "company_id",
  "tags",
  "custom_fields",
  "spam",
  "deleted",
] as const;

const hourMs = 3_600_000;
/** By priority, lowest first. */
const resolutionHours = [72, 48, 24, 8];

/** All that follows a write: listeners, the account's own rules and webhooks, the app, the group's own assignment. */
export function announce(
  world: World,
  input: { state: TicketState; before: Ticket | undefined; actor: Actor },
): void {
  const { state, before, actor } = input;
  const ticketId = state.ticket.id;
  const changes = diff(before, state.ticket);
  notify(world, {
    kind: before ? "ticket-updated" : "ticket-created",
    ticketId,
    atMs: state.updatedAtMs,
    actorId: actor.id,
    changes,
  });
  publishAppEvent(world, { state, actor, changes, isCreation: !before });
  computeDueTimes(world, state);
  runRules(world, { state, actor, changes, isCreation: !before });
  const group = world.groups.get(state.ticket.group_id ?? 0);
  if (group && group.autoAssign !== 0 && state.ticket.responder_id === null) {
    later(world, world.options.autoAssignDelayMs, () => assignByGroup(world, ticketId, group));
  }
}

function diff(before: Ticket | undefined, after: Ticket): Record<string, FieldChange> {
  const changes: Record<string, FieldChange> = {};
  for (const field of tracked) {
    const previous = before?.[field] ?? null;
    const current = after[field] ?? null;
    if (JSON.stringify(previous) !== JSON.stringify(current)) changes[field] = { current, previous };
  }
  return changes;
}

/** On new accounts the reply to a write still shows the old times. */
function computeDueTimes(world: World, state: TicketState): void {
  const compute = () => {
    const hours = resolutionHours[state.ticket.priority - 1] ?? 72;
    const due = (share: number) =>
      new Date(state.createdAtMs + hours * share * hourMs).toISOString().replace(/\.\d+Z$/, "Z");
    state.ticket = { ...state.ticket, due_by: due(1), fr_due_by: due(0.25) };
  };
  const { dueTimesDelayMs } = world.options;
  if (dueTimesDelayMs > 0) later(world, dueTimesDelayMs, compute);
  else compute();
}
