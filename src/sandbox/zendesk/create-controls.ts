import type { CustomerMessage } from "../customer-ticket.ts";
import { subscribeTo } from "../surroundings.ts";
import type { InstalledApp } from "./apps/app-store.ts";
import type { AppManifest } from "./apps/package-content.ts";
import { type SignedUrlInput, signUrlToken } from "./apps/signed-url.ts";
import { issueToken } from "./oauth/issue-token.ts";
import { findOrAddCustomer } from "./team/add-user.ts";
import { changePerson, changeStatus, deletePerson } from "./team/change-people.ts";
import { addMembership, membershipsOf } from "./team/memberships.ts";
import { removeMembership } from "./team/remove-membership.ts";
import { nameAgentSkills, type SkillPriority } from "./team/skills.ts";
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
  UserRole,
} from "./types.ts";
import type { Dispatcher } from "./webhooks/create-dispatcher.ts";
import type { Grant, World } from "./world.ts";

export type CustomerTicket = CustomerMessage & {
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
  /** Ends what a user allowed the app: all tokens of that consent. */
  revokeConsent(userId: number): void;
  /** All access tokens wear out at once; refresh tokens do not. */
  expireAccessTokens(): void;
  /** How long a second lasts in the life of tokens that are handed out from now on. */
  scaleTokens(secondMs: number): void;
  /** Who gives the next consent, as if signed in to the browser. */
  signIn(userId: number): void;
  setPerson(userId: number, changes: { suspended?: boolean; role?: UserRole }): void;
  /** Gives the account another address; the old one knows nobody any more. */
  rename(subdomain: string): void;
  /** The token that Zendesk would post with the first load of a page of the app. */
  signUrlToken(input: SignedUrlInput): string;
  /** Installs the app anew, under another number. */
  reinstallApp(): void;
  installedApp(): InstalledApp;
  /** Shows the app's pages as this manifest says, unchecked: what a developer sees before a package is uploaded. */
  showApp(manifest: AppManifest): void;
  /** Everything secret that was ever handed out, for a look into other people's logs. */
  secrets(): string[];
  /** All answers of the token endpoint, in order. */
  grants(): Grant[];
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
  /** What admins keep of an organization. */
  setOrganization(
    name: string,
    changes: { tags?: string[]; organization_fields?: Record<string, unknown> },
  ): void;
  /** By attribute and value; they replace what the agent had. */
  setSkills(agentId: number, skills: Record<string, Record<string, SkillPriority>>): void;
  /** Nothing happens to a member who joins, or to somebody else who leaves. */
  joinGroup(agentId: number, groupId: number): void;
  leaveGroup(agentId: number, groupId: number): void;
  setSuspended(agentId: number, isSuspended: boolean): void;
  /** As an admin deletes an agent. */
  deletePerson(userId: number): void;
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
    revokeConsent: (userId) => {
      for (const token of [...world.tokens.values()]) {
        if (token.userId === userId) world.tokens.delete(token.token);
      }
    },
    expireAccessTokens: () => {
      for (const token of world.tokens.values()) token.expiresAtMs = world.clock();
    },
    scaleTokens: (secondMs) => {
      world.options.oauth.secondMs = secondMs;
    },
    signIn: (userId) => {
      world.signedInUserId = userId;
    },
    setPerson: (userId, changes) => changePerson(world, userId, changes),
    rename: (subdomain) => {
      world.subdomain = subdomain;
    },
    signUrlToken: (input) => signUrlToken(world, input),
    reinstallApp: () => {
      world.app.installationId += 1_000;
    },
    installedApp: () => structuredClone(world.app),
    showApp: (manifest) => {
      world.app.manifest = manifest;
    },
    secrets: () => [world.oauthClient.clientSecret, ...world.secrets],
    grants: () => structuredClone(world.grants),
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
    setAvailability: (agentId, status) => changeStatus(world, agentId, status),
    setOrganization: (name, changes) => {
      const organization = [...world.organizations.values()].find((one) => one.name === name);
      if (organization) Object.assign(organization, changes);
    },
    setSkills: (agentId, skills) => nameAgentSkills(world, agentId, skills),
    joinGroup: (agentId, groupId) => {
      const isMember = membershipsOf(world, agentId).some((membership) => membership.group_id === groupId);
      if (!isMember) addMembership(world, { userId: agentId, groupId });
    },
    leaveGroup: (agentId, groupId) => {
      const left = membershipsOf(world, agentId).find((membership) => membership.group_id === groupId);
      if (left) removeMembership(world, left.id, agentId);
    },
    setSuspended: (agentId, isSuspended) => changePerson(world, agentId, { suspended: isSuspended }),
    deletePerson: (userId) => deletePerson(world, userId, world.integrationUserId),
    subscribe: (listener) => subscribeTo(world, listener),
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
