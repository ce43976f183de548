import type { Faults } from "../faults.ts";
import type { PackageFiles } from "../package/read-zip.ts";
import { type AccountWorld, createAccountWorld } from "../surroundings.ts";
import type { AppPlatform } from "./app/create-app-platform.ts";
import type { AppEvent } from "./app/publish-app-event.ts";
import type { ResolvedOptions } from "./options.ts";
import type { Rule } from "./rules/rule-input.ts";
import type { WebhookCall } from "./rules/run-rules.ts";
import type { Agent, Company, Contact, Conversation, Group, SandboxEvent, Skill, Ticket } from "./types.ts";

export type TicketState = {
  ticket: Ticket;
  createdAtMs: number;
  updatedAtMs: number;
  conversations: Conversation[];
};

/** The app's serverless half: one that posts each event on to an address as it is, or the code of a real pack. */
export type InstalledApp =
  | { kind?: "forwarder"; url: string; headers: Record<string, string> }
  | { kind: "pack"; platform: Pick<AppPlatform, "tell">; page?: AppPage };

/** What the app shows in the agents' pages: its files, and what its scripts may call. */
export type AppPage = { files: PackageFiles; platform: Pick<AppPlatform, "invoke" | "invokeTemplate"> };

/** Everything one emulated account knows. */
export type World = AccountWorld<SandboxEvent> & {
  options: ResolvedOptions;
  accountId: number;
  formId: number;
  agents: Map<number, Agent>;
  /** Who was sent which notes by mail. */
  notified: { ticketId: number; email: string }[];
  groups: Map<number, Group>;
  contacts: Map<number, Contact>;
  contactIdByEmail: Map<string, number>;
  companies: Map<number, Company>;
  /** By name. */
  skills: Map<string, Skill>;
  tickets: Map<number, TicketState>;
  rules: Map<number, Rule>;
  /** Agent by API key. */
  apiKeys: Map<string, number>;
  /** Custom fields that agents must fill before a ticket can be saved, as the ticket form says. */
  requiredFields: Set<string>;
  app: InstalledApp | undefined;
  /** Where the app's pages are served. */
  appOrigin: string;
  timers: Set<NodeJS.Timeout>;
  callWebhook(call: WebhookCall): void;
  callApp(event: AppEvent): void;
};

export function createWorld(options: ResolvedOptions): World {
  const account = createAccountWorld<Faults, SandboxEvent>(options, { first: 67_000_000_000, step: 1 });
  const { random, nextId } = account;
  return {
    ...account,
    options,
    accountId: 11_000_000_000 + Math.floor(random.draw("account-id") * 1_000_000),
    formId: nextId(),
    agents: new Map(),
    notified: [],
    groups: new Map(),
    contacts: new Map(),
    contactIdByEmail: new Map(),
    companies: new Map(),
    skills: new Map(),
    tickets: new Map(),
    rules: new Map(),
    apiKeys: new Map(),
    requiredFields: new Set(),
    app: undefined,
    appOrigin: "",
    timers: new Set(),
    callWebhook: () => undefined,
    callApp: () => undefined,
  };
}

/** Does something later, unless the sandbox has stopped by then. */
export function later(world: World, delayMs: number, act: () => void): void {
  const timer = setTimeout(() => {
    world.timers.delete(timer);
    act();
  }, delayMs);
  world.timers.add(timer);
}
