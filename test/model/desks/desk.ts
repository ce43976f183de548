import type { Helpdesk } from "../../../src/ports/helpdesk.ts";
import type { TicketPriority } from "../../../src/routing/ticket.ts";
import type { EmulatedName } from "../../../src/sandbox/emulated-helpdesk.ts";
import type { TeamOptions } from "../../../src/sandbox/team/team-options.ts";
import type { Scenario } from "../scenario.ts";

export interface DeskTicket {
  id: string;
  status: string;
  priority: TicketPriority | null;
  groupId: string | null;
  assigneeId: string | null;
  isOrder: boolean;
  createdAt: string;
}

export interface DeskAgent {
  id: string;
  name: string;
  email: string;
  groupIds: string[];
  isAvailable: boolean;
  isSuspended: boolean;
}

export interface HumanChanges {
  groupId?: string | null;
  assigneeId?: string | null;
  priority?: TicketPriority;
  status?: "open" | "solved";
}

type Value = string | null;

/** What was changed of a ticket: the new value and the one before. */
export interface DeskEvent {
  ticketId: string;
  actorId: string;
  fields: Partial<
    Record<"groupId" | "assigneeId" | "priority" | "status", { current: Value; previous: Value }>
  >;
}

/** What an answer or a delivery tells of a ticket. */
export interface Told {
  ticketId: string;
  status: string;
  groupId: string | null;
  assigneeId: string | null;
  updatedAt: string;
}

/** What the help desk sends: by its webhook, or by our app's server side, which tells each thing once. */
export interface Outgoing {
  source: "webhook" | "app";
  headers: Record<string, string>;
  body: Buffer;
}

export interface Answer {
  status: number;
  text: string;
}

/** An emulated help desk without a port, in words that all of them share. */
export interface ModelDesk {
  name: EmulatedName;
  subdomain: string;
  credentials: string;
  integrationUserId: string;
  /** What a process knows of its limits is in its own memory, so each has an adapter of its own. */
  createAdapter(): Helpdesk;
  groups(): { id: string; name: string }[];
  agents(): DeskAgent[];
  /** Neither deleted ones nor spam. */
  tickets(): DeskTicket[];
  createTicket(input: { isOrder: boolean; priority: TicketPriority | null }): void;
  /** @throws ApiError for what the help desk refuses a human, too */
  actAsHuman(agentId: string, ticketId: string, changes: HumanChanges): void;
  setAvailable(agentId: string, isAvailable: boolean): void;
  setMember(agentId: string, groupId: string, isMember: boolean): void;
  setSuspended(agentId: string, isSuspended: boolean): void;
  deleteTicket(ticketId: string, agentId: string): void;
  /** Takes it away otherwise: merged into another one, or marked as spam. */
  discardTicket(ticketId: string, into: string, agentId: string): void;
  subscribe(listener: (event: DeskEvent) => void): void;
  /** Has events sent from now on. */
  subscribeWebhook(): Promise<{ id: string; secret: string }>;
  /** As it is sent in this very moment. */
  sign(outgoing: Outgoing, input: { secret: string; nowMs: number }): Headers;
  fetch(request: Request): Response | Promise<Response>;
  /** What it answers to a write that it does not take; undefined where it knows no such answer. */
  refusals: Record<"conflict" | "refused", Answer | undefined>;
  readAnswer(json: unknown): Told[];
  /** Nothing where what is sent is only a hint. */
  readDelivery(body: string): Told[];
  close(): void;
}

export interface DeskOptions {
  scenario: Scenario;
  now(): number;
  send(outgoing: Outgoing): void;
}

/** The second group has one member, who may be one of the first's. */
export function teamOf({ agents, isShared }: Scenario): TeamOptions {
  return {
    groups: [
      { name: "Returns", agents },
      { name: "Orders", agents: 1 },
    ],
    overlapping: isShared,
  };
}

/** Where the webhook leads, by the subscription that a desk makes. */
export const webhookUrl = "https://signalbox.example/webhooks";
export const requester = { name: "Customer 1", email: "customer1@mail.example" };
export const message = { subject: "Wrong size", body: "Can I exchange the boots?" };
export const orderTag = "orders";

/** Sent and answered at once; what becomes of it is the scenario's. */
export const sent = {
  outcome: { kind: "response", statusCode: 200, retryAfter: undefined },
  headers: [],
  payload: "",
} as const;

export function idOf(id: number | string | null | undefined): string | null {
  return id == null ? null : String(id);
}

export function toNumber(id: string | null): number | null {
  return id === null ? null : Number(id);
}
