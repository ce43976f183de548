import { issueToken } from "./oauth/issue-token.ts";
import { findOrAddCustomer } from "./team/add-user.ts";
import { addMembership, membershipsOf } from "./team/memberships.ts";
import { removeMembership } from "./team/remove-membership.ts";
import { createTicket } from "./tickets/create-ticket.ts";
import { deleteTicket } from "./tickets/delete-ticket.ts";
import { mergeTicket } from "./tickets/merge-ticket.ts";
import type { TicketChanges } from "./tickets/ticket-input.ts";
import { updateTicket } from "./tickets/update-ticket.ts";
import type {
  AgentStatus,
  CustomFieldValue,
  Delivery,
  SandboxEvent,
  TeamMember,
  Ticket,
  TicketPriority,
  TicketType,
} from "./types.ts";
import type { Dispatcher } from "./webhooks/create-dispatcher.ts";
import type { World } from "./world.ts";

export type CustomerTicket = {
  subject: string;
  body: string;
  requester: { name: string; email: string };
  channel?: "mail" | "web" | "api" | "native_messaging";
  tags?: string[];
  priority?: TicketPriority;
  type?: TicketType;
  groupId?: number;
  assigneeId?: number;
  customFields?: CustomFieldValue[];
};

/** What a test or a demo does to the account from the side, without HTTP. Tickets are handed out as copies. */
export type SandboxControls = {
  createToken(input: { userId: number; scopes?: string[]; expiresInSeconds?: number }): string;
  revokeToken(token: string): void;
  agents(): TeamMember[];
  groups(): { id: number; name: string }[];
  findTicket(ticketId: number): Ticket | undefined;
  tickets(): Ticket[];
  createTicket(input: CustomerTicket): Ticket;
  actAsHuman(userId: number, ticketId: number, changes: TicketChanges): Ticket;
  solveTicket(ticketId: number, userId?: number): Ticket;
  mergeTicket(sourceId: number, targetId: number, userId?: number): void;
  deleteTicket(ticketId: number, userId?: number): void;
  setAvailability(agentId: number, status: AgentStatus): void;
  /** Nothing happens to a member who joins, or to somebody else who leaves. */
  joinGroup(agentId: number, groupId: number): void;
  leaveGroup(agentId: number, groupId: number): void;
  setSuspended(agentId: number, isSuspended: boolean): void;
  subscribe(listener: (event: SandboxEvent) => void): () => void;
  deliveries(): Delivery[];
  idle(): Promise<void>;
};

export function createControls(world: World, dispatcher: Dispatcher): SandboxControls {
  const human = (userId = world.integrationUserId) => ({ userId, channel: "web" });
  const actAsHuman: SandboxControls["actAsHuman"] = (userId, ticketId, changes) =>
    structuredClone(updateTicket(world, { ticketId, changes, actor: human(userId) }).state.ticket);

  return {
    createToken: ({ userId, scopes, expiresInSeconds }) =>
      issueToken(world, {
        userId,
        scopes: scopes ?? ["read", "write"],
        clientId: world.oauthClient.clientId,
        accessSeconds: expiresInSeconds ?? null,
      }).token,
    revokeToken: (token) => {
      world.tokens.delete(token);
    },
    agents: () => listAgents(world),
    groups: () =>
      [...world.groups.values()].filter((group) => !group.deleted).map(({ id, name }) => ({ id, name })),
    findTicket: (ticketId) => {
      const state = world.tickets.get(ticketId);
      return state && !state.deleted ? structuredClone(state.ticket) : undefined;
    },
    tickets: () =>
      [...world.tickets.values()]
        .filter((state) => !state.deleted)
        .map((state) => structuredClone(state.ticket)),
    createTicket: (input) => createAsCustomer(world, input),
    actAsHuman,
    solveTicket: (ticketId, userId) =>
      actAsHuman(userId ?? world.integrationUserId, ticketId, { status: "solved" }),
    mergeTicket: (sourceId, targetId, userId) => {
      mergeTicket(world, { sourceId, targetId, actor: human(userId) });
    },
    deleteTicket: (ticketId, userId) => deleteTicket(world, ticketId, human(userId)),
    setAvailability: (agentId, status) => {
      world.statuses.set(agentId, status);
      world.statusChangedAtMs.set(agentId, world.clock());
    },
    joinGroup: (agentId, groupId) => {
      const isMember = membershipsOf(world, agentId).some((membership) => membership.group_id === groupId);
      if (!isMember) addMembership(world, { userId: agentId, groupId });
    },
    leaveGroup: (agentId, groupId) => {
      const left = membershipsOf(world, agentId).find((membership) => membership.group_id === groupId);
      if (left) removeMembership(world, left.id, agentId);
    },
    setSuspended: (agentId, isSuspended) => {
      const user = world.users.get(agentId);
      if (user) user.suspended = isSuspended;
    },
    subscribe: (listener) => {
      world.listeners.add(listener);
      return () => {
        world.listeners.delete(listener);
      };
    },
    deliveries: () => structuredClone(dispatcher.log.deliveries),
    idle: () => dispatcher.idle(),
  };
}

function createAsCustomer(world: World, input: CustomerTicket): Ticket {
  const requester = findOrAddCustomer(world, input.requester);
  const { state } = createTicket(
    world,
    {
      subject: input.subject,
      comment: { body: input.body },
      requester_id: requester.id,
      tags: input.tags,
      priority: input.priority,
      type: input.type,
      group_id: input.groupId,
      assignee_id: input.assigneeId,
      custom_fields: input.customFields,
    },
    { userId: requester.id, channel: input.channel ?? "mail" },
  );
  return structuredClone(state.ticket);
}

function listAgents(world: World): TeamMember[] {
  return [...world.users.values()]
    .filter((user) => user.role !== "end-user")
    .map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      roleType: user.role_type,
      suspended: user.suspended,
      groupIds: membershipsOf(world, user.id).map((membership) => membership.group_id),
      defaultGroupId: user.default_group_id,
      status: world.statuses.get(user.id) ?? "offline",
    }));
}
