import { formatNanoseconds, formatStamp } from "../../clock.ts";
import type { AgentStatus, User } from "../types.ts";
import type { World } from "../world.ts";
import { formatEventBody } from "./format-event-body.ts";

/** What changed about a user: "role_changed", "group_membership_created" ... */
export function publishUserEvent(
  world: World,
  user: User,
  name: string,
  event: Record<string, unknown> = {},
): void {
  const detail = {
    created_at: user.created_at,
    default_group_id: String(user.default_group_id ?? 0),
    email: user.email,
    external_id: user.external_id ?? "",
    id: String(user.id),
    organization_id: String(user.organization_id ?? 0),
    role: user.role,
    updated_at: user.updated_at,
  };
  publish(world, { type: `user.${name}`, subject: `zen:user:${user.id}`, detail, event });
}

const unifiedStates: Record<AgentStatus, { id: string; name: string }> = {
  offline: { id: "2", name: "offline" },
  online: { id: "3", name: "online" },
  away: { id: "4", name: "away" },
  transfers_only: { id: "5", name: "transfers_only" },
};

/** An agent's status is told twice: of the agent, and of the channel that tickets come through. */
export function publishStatusEvents(world: World, agentId: number, from: AgentStatus, to: AgentStatus): void {
  if (world.options.availability === "absent" || from === to) return;
  const version = String(world.count(`agent-version:${agentId}`) + 1);
  const detail = { account_id: String(world.accountId), agent_id: String(agentId), version };
  const subject = `zen:agent:${agentId}`;
  const updated_at = formatNanoseconds(world.clock(), 0);
  const unified = {
    previous_unified_state: unifiedStates[from],
    new_unified_state: unifiedStates[to],
    updated_at,
  };
  publish(world, { type: "agent.unified_state_changed", subject, detail, event: unified });
  const channelOf = (status: AgentStatus) => (status === "transfers_only" ? "online" : status);
  const channel = {
    channel: "support",
    previous_state: channelOf(from),
    new_state: channelOf(to),
    updated_at,
  };
  publish(world, { type: "agent.state_changed", subject, detail, event: channel });
}

function publish(
  world: World,
  input: { type: string; subject: string; detail: Record<string, unknown>; event: Record<string, unknown> },
): void {
  const { subject, detail, event } = input;
  const type = `zen:event-type:${input.type}`;
  const key = `${subject}:${type}:${world.count(`people:${subject}:${type}`)}`;
  const id = world.random.uuid(key);
  const body = formatEventBody({
    account_id: world.accountId,
    detail,
    event,
    id,
    subject,
    time: formatStamp(world.clock()),
    type,
    zendesk_event_version: "2022-11-06",
  });
  world.deliver({ id, type, ticketId: null, key, body: Buffer.from(body, "utf8") });
}
