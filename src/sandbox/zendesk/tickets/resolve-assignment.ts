import { type FieldErrors, recordInvalid } from "../http/api-error.ts";
import { isAssignable, isMember, membershipsOf } from "../team/memberships.ts";
import type { World } from "../world.ts";

export type Assignment = { groupId: number | null; assigneeId: number | null };

type Request = {
  before: Assignment;
  /** Undefined where the request leaves the field out. */
  groupId: number | null | undefined;
  assigneeId: number | null | undefined;
};

const invalidAssignee = { description: "Assignee: is invalid", error: "InvalidValue" };

/** Group and assignee after the request, or 422: an assignee must be a full agent and a member of the group. */
export function resolveAssignment(world: World, request: Request): Assignment {
  const { before } = request;
  if (request.groupId === undefined && request.assigneeId === undefined) return before;
  if (typeof request.groupId === "number") checkGroup(world, request.groupId);
  if (typeof request.assigneeId === "number" && !isAssignable(world, request.assigneeId)) {
    throw recordInvalid({ assignee: [invalidAssignee] });
  }

  if (request.assigneeId === undefined) return groupAlone(world, before, request.groupId ?? null);
  if (request.assigneeId === null) {
    return { groupId: request.groupId === undefined ? before.groupId : request.groupId, assigneeId: null };
  }
  const groupId = request.groupId ?? defaultGroup(world, request.assigneeId, before, request.groupId);
  if (groupId === null || !isMember(world, request.assigneeId, groupId)) throw notAMember();
  return { groupId, assigneeId: request.assigneeId };
}

function groupAlone(world: World, before: Assignment, groupId: number | null): Assignment {
  const { assigneeId } = before;
  if (assigneeId === null || (groupId !== null && isMember(world, assigneeId, groupId))) {
    return { groupId, assigneeId };
  }
  if (world.options.variants.groupWithoutMember === "refused") throw notAMember();
  return { groupId, assigneeId: null };
}

function defaultGroup(
  world: World,
  assigneeId: number,
  before: Assignment,
  requested: number | null | undefined,
): number | null {
  const memberships = membershipsOf(world, assigneeId);
  // A ticket that is already in one of the agent's groups stays there.
  const current = memberships.find((membership) => membership.group_id === before.groupId);
  if (requested === undefined && current) return current.group_id;
  return memberships.find((membership) => membership.default)?.group_id ?? null;
}

function checkGroup(world: World, groupId: number): void {
  const group = world.groups.get(groupId);
  if (!group || group.deleted) {
    throw recordInvalid({ group: [{ description: "Group: is invalid", error: "InvalidValue" }] });
  }
}

function notAMember() {
  const details: FieldErrors = {
    assignee: [invalidAssignee, { description: "Assignee: is not a member of the group" }],
  };
  return recordInvalid(details);
}
