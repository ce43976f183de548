import { type CommonOptions, type ResolvedCommonOptions, resolveCommonOptions } from "../surroundings.ts";
import { defaultVariants, type Variants } from "./variants.ts";

/** Calls a minute, as the plan has them; the account's own limit counts every call, the others one endpoint each. */
export type Limits = {
  accountPerMinute: number;
  ticketCreatesPerMinute: number;
  ticketUpdatesPerMinute: number;
  ticketListsPerMinute: number;
  contactListsPerMinute: number;
  /** Of the installed app, by its pages and by its code on the platform together. */
  templateCallsPerMinute: number;
};

type WebhookOptions = {
  timeoutMs: number;
  /** After each failed attempt in turn. */
  retryDelaysMs: number[];
  /** Of the whole account; what is above waits for the next hour. */
  callsPerHour: number;
  maxInFlight: number;
};

export type FreshdeskSandboxOptions = CommonOptions & {
  limits?: Partial<Limits>;
  webhooks?: Partial<WebhookOptions>;
  variants?: Partial<Variants>;
  /** Whether agents' availability can be read: new accounts only. */
  availability?: "full" | "absent";
  /** Whether `/admin/groups` exists: accounts with the groups page of 2021. */
  adminGroups?: "full" | "absent";
  /** Skills with the agents who have them; without, as in accounts with Omniroute; or none. */
  skills?: "full" | "without-agents" | "absent";
  /** Whether the skills are under `/admin/skills`, or where they were before. */
  skillsPath?: "admin" | "old";
  /** How long a group that assigns by itself takes to pick somebody. */
  autoAssignDelayMs?: number;
  /** New accounts compute due times a while after the write; until then replies show the old ones. */
  dueTimesDelayMs?: number;
};

export type ResolvedOptions = ResolvedCommonOptions & {
  limits: Limits;
  webhooks: WebhookOptions;
  variants: Variants;
  availability: "full" | "absent";
  adminGroups: "full" | "absent";
  skills: "full" | "without-agents" | "absent";
  skillsPath: "admin" | "old";
  autoAssignDelayMs: number;
  dueTimesDelayMs: number;
};

/** The Enterprise plan's. */
const defaultLimits: Limits = {
  accountPerMinute: 700,
  ticketCreatesPerMinute: 280,
  ticketUpdatesPerMinute: 280,
  ticketListsPerMinute: 200,
  contactListsPerMinute: 200,
  templateCallsPerMinute: 50,
};

/** So high that nobody meets them. */
export const noLimits: Limits = {
  accountPerMinute: 1_000_000,
  ticketCreatesPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  ticketListsPerMinute: 1_000_000,
  contactListsPerMinute: 1_000_000,
  templateCallsPerMinute: 1_000_000,
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
    ...resolveCommonOptions(options),
    limits: { ...defaultLimits, ...options.limits },
    webhooks: { ...defaultWebhooks, ...options.webhooks },
    variants: { ...defaultVariants, ...options.variants },
    availability: options.availability ?? "full",
    adminGroups: options.adminGroups ?? "full",
    skills: options.skills ?? "full",
    skillsPath: options.skillsPath ?? "admin",
    autoAssignDelayMs: options.autoAssignDelayMs ?? 50,
    dueTimesDelayMs: options.dueTimesDelayMs ?? 0,
  };
}
