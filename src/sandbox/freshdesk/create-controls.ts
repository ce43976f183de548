import { formatStamp } from "../clock.ts";
import { subscribeTo } from "../surroundings.ts";
import { publishAvailability, publishDeletion } from "./app/publish-app-event.ts";
import type { Dispatcher } from "./create-dispatcher.ts";
import type { Rule } from "./rules/rule-input.ts";
import { findOrAddContact } from "./team/create-team.ts";
import { groupsOf } from "./team/team-json.ts";
import { createTicket } from "./tickets/create-ticket.ts";
import type { NewTicket, TicketChanges } from "./tickets/ticket-input.ts";
import { setFlag, updateTicket } from "./tickets/update-ticket.ts";
import type {
  Actor,
  AutoAssign,
  Company,
  Delivery,
  SandboxEvent,
  Skill,
  TeamMember,
  Ticket,
} from "./types.ts";
import type { InstalledApp, World } from "./world.ts";

export type CustomerTicket = Omit<NewTicket, "email" | "name" | "requester_id"> & {
  requester: { name: string; email: string };
};

/** What a test or a demo does to the account from the side, without HTTP. Tickets are handed out as copies. */
export type SandboxControls = {
  createApiKey(agentId: number): string;
  revokeApiKey(key: string): void;
  setPerson(agentId: number, changes: { deactivated?: boolean; isAdmin?: boolean }): void;
  /** Gives the account another address; at the old one there is nobody any more. */
  rename(subdomain: string): void;
  agents(): TeamMember[];
  /** Who was notified of which ticket's notes. */
  notified(): { ticketId: number; email: string }[];
  groups(): { id: number; name: string; autoAssign: AutoAssign }[];
  /** Also spam and what is in the trash. */
  findTicket(ticketId: number): Ticket | undefined;
  tickets(): Ticket[];
  createTicket(input: CustomerTicket): Ticket;
  actAsHuman(agentId: number, ticketId: number, changes: TicketChanges): Ticket;
  /** The customer writes again: a resolved ticket opens. */
  replyAsCustomer(ticketId: number): Ticket;
  resolveTicket(ticketId: number, agentId?: number): Ticket;
  markAsSpam(ticketId: number): void;
  deleteTicket(ticketId: number): void;
  /** Empties the trash of it: nothing knows it any more. */
  deleteForever(ticketId: number): void;
  setAvailable(agentId: number, isAvailable: boolean): void;
  setAssignmentLimit(agentId: number, limit: number): void;
  setAutoAssign(groupId: number, autoAssign: AutoAssign): void;
  setMembers(groupId: number, agentIds: number[]): void;
  /** By name; they replace what the agent had. */
  setSkills(agentId: number, names: string[]): void;
  /** What admins keep of a company. */
  setCompany(name: string, changes: Partial<Omit<Company, "id" | "name">>): void;
  /** Makes fields mandatory on the agents' form; a ticket without them cannot be saved any more. */
  requireFields(names: string[]): void;
  /** Installs our app, or what stands in for its serverless half. */
  installApp(app: InstalledApp): void;
  /** The account's automation of ticket creation, in its order. */
  creationRules(): Rule[];
  notesOf(ticketId: number): { body: string; private: boolean }[];
  /** Everything secret that was ever handed out, for a look into other people's logs. */
  secrets(): string[];
  subscribe(listener: (event: SandboxEvent) => void): () => void;
  deliveries(): Delivery[];
  idle(): Promise<void>;
};

export function createControls(world: World, dispatcher: Dispatcher): SandboxControls {
  const asAgent = (id = world.integrationUserId): Actor => ({ id, type: "agent" });
  const update = (actor: Actor, ticketId: number, changes: TicketChanges): Ticket =>
    structuredClone(updateTicket(world, { ticketId, changes, actor, checksForm: false }).ticket);

  return {
    createApiKey: (agentId) => {
      const key = world.random.hex(20, `api-key:${world.count("api-key")}`);
      world.apiKeys.set(key, agentId);
      world.secrets.push(key);
      return key;
    },
    revokeApiKey: (key) => {
      world.apiKeys.delete(key);
    },
    setPerson: (agentId, changes) => {
      const agent = world.agents.get(agentId);
      if (agent) Object.assign(agent, changes);
    },
    rename: (subdomain) => {
      world.subdomain = subdomain;
    },
    agents: () => listAgents(world),
    notified: () => structuredClone(world.notified),
    groups: () => [...world.groups.values()].map(({ id, name, autoAssign }) => ({ id, name, autoAssign })),
    findTicket: (ticketId) => structuredClone(world.tickets.get(ticketId)?.ticket),
    tickets: () => [...world.tickets.values()].map((state) => structuredClone(state.ticket)),
    createTicket: ({ requester, ...input }) => {
      const contact = findOrAddContact(world, requester);
      const actor: Actor = { id: contact.id, type: "requester" };
      const ticket = { ...input, requester_id: contact.id };
      return structuredClone(createTicket(world, ticket, actor, { checksForm: false }).ticket);
    },
    actAsHuman: (agentId, ticketId, changes) => update(asAgent(agentId), ticketId, changes),
    replyAsCustomer: (ticketId) => {
      const requesterId = world.tickets.get(ticketId)?.ticket.requester_id ?? 0;
      return update({ id: requesterId, type: "requester" }, ticketId, { status: 2 });
    },
    resolveTicket: (ticketId, agentId) => update(asAgent(agentId), ticketId, { status: 4 }),
    markAsSpam: (ticketId) => setFlag(world, ticketId, "spam", asAgent()),
    deleteTicket: (ticketId) => setFlag(world, ticketId, "deleted", asAgent()),
    deleteForever: (ticketId) => {
      const state = world.tickets.get(ticketId);
      if (!state || !world.tickets.delete(ticketId)) return;
      publishDeletion(world, state.ticket, asAgent());
    },
    setAvailable: (agentId, isAvailable) => {
      const agent = world.agents.get(agentId);
      if (!agent) return;
      agent.available = isAvailable;
      agent.changedAtMs = world.clock();
      publishAvailability(world, agent);
    },
    setAssignmentLimit: (agentId, limit) => {
      const agent = world.agents.get(agentId);
      if (agent) agent.assignmentLimit = limit;
    },
    setAutoAssign: (groupId, autoAssign) => {
      const group = world.groups.get(groupId);
      if (group) group.autoAssign = autoAssign;
    },
    setMembers: (groupId, agentIds) => {
      const group = world.groups.get(groupId);
      if (group) group.agentIds = new Set(agentIds);
    },
    setSkills: (agentId, names) => {
      for (const skill of world.skills.values()) skill.agentIds.delete(agentId);
      for (const name of names) addSkill(world, name).agentIds.add(agentId);
    },
    setCompany: (name, changes) => {
      const company = [...world.companies.values()].find((one) => one.name === name);
      if (company) Object.assign(company, changes);
    },
    requireFields: (names) => {
      world.requiredFields = new Set(names);
    },
    installApp: (app) => {
      world.app = app;
      if (app.kind !== "pack") world.secrets.push(...Object.values(app.headers));
    },
    creationRules: () => structuredClone([...world.rules.values()].filter(({ kind }) => kind === 1)),
    notesOf: (ticketId) =>
      (world.tickets.get(ticketId)?.conversations ?? []).map(({ body, private: isPrivate }) => ({
        body,
        private: isPrivate,
      })),
    secrets: () => [...world.secrets],
    subscribe: (listener) => subscribeTo(world, listener),
    deliveries: () => structuredClone(dispatcher.deliveries),
    idle: () => dispatcher.idle(),
  };
}

function addSkill(world: World, name: string): Skill {
  const known = world.skills.get(name);
  if (known) return known;
  const skill = { id: world.nextId(), name, agentIds: new Set<number>(), stamp: formatStamp(world.clock()) };
  world.skills.set(name, skill);
  return skill;
}

function listAgents(world: World): TeamMember[] {
  return [...world.agents.values()].map(({ assignmentLimit, changedAtMs, ...agent }) => ({
    ...agent,
    groupIds: groupsOf(world, agent.id).map((group) => group.id),
  }));
}
