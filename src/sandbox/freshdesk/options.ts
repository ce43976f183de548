import type { Clock } from "../clock.ts";
import { type Faults, noFaults } from "../faults.ts";
import { defaultTeam, type TeamOptions } from "../team/team-options.ts";
import { defaultVariants, type Variants } from "./variants.ts";

/** Calls a minute, as the plan has them; the account's own limit counts every call, the others one endpoint each. */
type Limits = {
  accountPerMinute: number;
  ticketCreatesPerMinute: number;
  ticketUpdatesPerMinute: number;
  ticketListsPerMinute: number;
  contactListsPerMinute: number;
};

type WebhookOptions = {
  timeoutMs: number;
  /** After each failed attempt in turn. */
  retryDelaysMs: number[];
  /** Of the whole account; what is above waits for the next hour. */
  callsPerHour: number;
  maxInFlight: number;
};

export type FreshdeskSandboxOptions = {
  port?: number;
  host?: string;
  seed?: number;
  subdomain?: string;
  team?: TeamOptions;
  limits?: Partial<Limits>;
  webhooks?: Partial<WebhookOptions>;
  faults?: Partial<Faults>;
  variants?: Partial<Variants>;
  /** Whether agents' availability can be read: new accounts only. */
  availability?: "full" | "absent";
  /** Whether `/admin/groups` exists: accounts with the groups page of 2021. */
  adminGroups?: "full" | "absent";
  maxOpenTicketsPerAgent?: number;
  /** How long a group that assigns by itself takes to pick somebody. */
  autoAssignDelayMs?: number;
  /** New accounts compute due times a while after the write; until then replies show the old ones. */
  dueTimesDelayMs?: number;
  /** Milliseconds since the epoch. */
  now?: Clock;
};

export type ResolvedOptions = {
  port: number;
  host: string;
  seed: number;
  subdomain: string;
  team: TeamOptions;
  limits: Limits;
  webhooks: WebhookOptions;
  faults: Faults;
  variants: Variants;
  availability: "full" | "absent";
  adminGroups: "full" | "absent";
  maxOpenTicketsPerAgent: number;
  autoAssignDelayMs: number;
  dueTimesDelayMs: number;
  now: Clock;
};

/** The Enterprise plan's. */
const defaultLimits: Limits = {
  accountPerMinute: 700,
  ticketCreatesPerMinute: 280,
  ticketUpdatesPerMinute: 280,
  ticketListsPerMinute: 200,
  contactListsPerMinute: 200,
};

const minuteMs = 60_000;

const defaultWebhooks: WebhookOptions = {
  timeoutMs: 10_000,
  retryDelaysMs: [5 * minuteMs, 30 * minuteMs, 60 * minuteMs],
  callsPerHour: 1_000,
  maxInFlight: 20,
};

export function resolveOptions(options: FreshdeskSandboxOptions): ResolvedOptions {
  return {
    port: options.port ?? 0,
    host: options.host ?? "127.0.0.1",
    seed: options.seed ?? 1,
    subdomain: options.subdomain ?? "larkfield",
    team: options.team ?? defaultTeam,
    limits: { ...defaultLimits, ...options.limits },
    webhooks: { ...defaultWebhooks, ...options.webhooks },
    faults: { ...noFaults(), ...options.faults },
    variants: { ...defaultVariants, ...options.variants },
    availability: options.availability ?? "full",
    adminGroups: options.adminGroups ?? "full",
    maxOpenTicketsPerAgent: options.maxOpenTicketsPerAgent ?? 10,
    autoAssignDelayMs: options.autoAssignDelayMs ?? 50,
    dueTimesDelayMs: options.dueTimesDelayMs ?? 0,
    now: options.now ?? Date.now,
  };
}
