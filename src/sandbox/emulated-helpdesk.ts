import type { CustomerMessage } from "./customer-ticket.ts";
import type { Faults } from "./faults.ts";
import type { PackageFiles } from "./package/read-zip.ts";
import type { TeamOptions } from "./team/team-options.ts";

export const emulatedHelpdesks = ["zendesk", "freshdesk"] as const;
export type EmulatedName = (typeof emulatedHelpdesks)[number];

/** What the demo and the tests of promises do with any emulated help desk, in our own words and with ids as text. */
export interface EmulatedHelpdesk {
  name: EmulatedName;
  title: string;
  /** The variable that tells a server where the emulator is. */
  urlVariable: string;
  url: string;
  subdomain: string;
  /** An admin's token or key. */
  credentials: string;
  integrationUserId: string;
  faults: Faults;
  groups(): { id: string; name: string }[];
  agents(): EmulatedAgent[];
  findTicket(ticketId: string): EmulatedTicket | undefined;
  tickets(): EmulatedTicket[];
  createTicket(message: CustomerMessage): { id: string };
  actAsHuman(agentId: string, ticketId: string, changes: HumanChanges): void;
  solveTicket(ticketId: string, agentId?: string): void;
  deleteTicket(ticketId: string): void;
  setAvailable(agentId: string, isAvailable: boolean): void;
  setMembers(groupId: string, agentIds: string[]): Promise<void>;
  addGroup(name: string, agentIds: string[]): Promise<void>;
  removeGroup(groupId: string): Promise<void>;
  newCredentials(): string;
  revokeCredentials(): void;
  /** Lets somebody act once, after a ticket was read and before it is written, as far as the help desk can tell. */
  strikeBeforeWrite(act: (ticketId: string) => void | Promise<void>): void;
  subscribe(listener: (event: EmulatedEvent) => void): () => void;
  /** Everything secret that was ever handed out, for a look into other people's logs. */
  secrets(): string[];
  /**
   * Installs Signalbox's app, as an admin would.
   *
   * @param input.newInstallToken is asked for one where the app has a server side
   */
  installApp(input: {
    files: PackageFiles;
    server: string;
    newInstallToken(): Promise<string>;
  }): Promise<void>;
  /** What a server has to be told of the app, as environment variables. */
  appVariables: Record<string, string>;
  /** Where an agent and an admin look at it. */
  pages(): { agent: string; admin: string };
  deliveries(): { ticketId: string | null; duplicate: boolean; lost: boolean }[];
  stop(): Promise<void>;
}

export interface EmulatedTicket {
  id: string;
  subject: string;
  /** What the customer wrote. */
  description: string;
  isSolved: boolean;
  priority: string | null;
  groupId: string | null;
  assigneeId: string | null;
  tags: string[];
}

export interface EmulatedAgent {
  id: string;
  name: string;
  groupIds: string[];
  isAvailable: boolean;
  /** Neither suspended nor of a kind that owns no tickets. */
  isAssignable: boolean;
}

export interface HumanChanges {
  groupId?: string;
  assigneeId?: string;
  priority?: "low" | "normal" | "high" | "urgent";
}

export interface EmulatedEvent {
  kind: "ticket-created" | "ticket-updated";
  ticketId: string;
  atMs: number;
  actorId: string;
  /** The new assignee; absent where that was not changed. */
  assignee?: string | null;
}

export interface EmulationOptions {
  seed?: number;
  team?: TeamOptions;
  maxOpenTicketsPerAgent?: number;
  faults?: Partial<Faults>;
  now?: () => number;
  /** The limits of the largest plan, or so high that nobody meets them. */
  limits: "largest plan" | "none";
}
