import { type CommonOptions, type ResolvedCommonOptions, resolveCommonOptions } from "../surroundings.ts";
import type { Faults } from "./faults.ts";
import { noFaults } from "./faults.ts";
import type { Variants } from "./variants.ts";
import { defaultVariants } from "./variants.ts";

/** Requests per window, as the plan and the endpoint documentation state them. */
type Limits = {
  accountPerMinute: number;
  ticketUpdatesPerMinute: number;
  perTicketUpdatesPer10Minutes: number;
  /** Off (unlimited) unless given. */
  ticketCreatesPerMinute: number;
  deepTicketListsPerMinute: number;
  incrementalExportsPerMinute: number;
  availabilitiesPerMinute: number;
  searchesPerMinute: number;
  webhookCallsPerMinute: number;
  webhookTestsPerMinute: number;
};

export type WebhookOptions = {
  timeoutMs: number;
  maxTimeoutRetries: number;
  maxConflictRetries: number;
  /** The vendor names no bound for Retry-After retries; this one keeps a broken receiver from looping. */
  maxRetryAfterRetries: number;
  retryDelayMs: number;
  retryAfterCapSeconds: number;
  /** How long one second of a receiver's Retry-After lasts here. */
  retryAfterSecondMs: number;
  maxInFlight: number;
  circuitBreaker: boolean;
  circuitBreakerPauseMs: number;
};

type OAuthOptions = {
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  codeSeconds: number;
  /** How long one second of a token's or a code's life lasts here; replies name the vendor's seconds all the same. */
  secondMs: number;
  isPublicClient: boolean;
  /** The registered addresses; undefined takes any https address, and http on this machine. */
  redirectUris: string[] | undefined;
};

type IncrementalOptions = {
  /** Changes younger than this are withheld from the incremental export. */
  withheldMs: number;
  /** Minimum age of `start_time`. */
  minimumStartAgeMs: number;
};

/** Whether the plan has skills, and whether the connected admin may read them. */
type SkillAccess = "full" | "absent" | "forbidden";

export type ZendeskSandboxOptions = Omit<CommonOptions, "faults"> & {
  limits?: Partial<Limits>;
  webhooks?: Partial<WebhookOptions>;
  oauth?: Partial<OAuthOptions>;
  incremental?: Partial<IncrementalOptions>;
  faults?: Partial<Faults>;
  variants?: Partial<Variants>;
  availability?: "full" | "absent";
  skills?: SkillAccess;
  /** Whether the plan has SLAs; the first reply is due by the ticket's priority. */
  slas?: "full" | "absent";
  /** Whether the account says that its own engine gives tickets to agents. */
  omnichannelRouting?: boolean;
};

export type ResolvedOptions = ResolvedCommonOptions & {
  limits: Limits;
  webhooks: WebhookOptions;
  oauth: OAuthOptions;
  incremental: IncrementalOptions;
  faults: Faults;
  variants: Variants;
  availability: "full" | "absent";
  skills: SkillAccess;
  slas: "full" | "absent";
  omnichannelRouting: boolean;
};

const defaultLimits: Limits = {
  accountPerMinute: 700,
  ticketUpdatesPerMinute: 100,
  perTicketUpdatesPer10Minutes: 30,
  ticketCreatesPerMinute: Number.POSITIVE_INFINITY,
  deepTicketListsPerMinute: 50,
  incrementalExportsPerMinute: 10,
  availabilitiesPerMinute: 300,
  searchesPerMinute: 2500,
  webhookCallsPerMinute: 100,
  webhookTestsPerMinute: 20,
};

/** So high that nobody meets them. */
export const noLimits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  perTicketUpdatesPer10Minutes: 1_000_000,
};

const defaultOAuth: OAuthOptions = {
  accessTokenSeconds: 1_800,
  refreshTokenSeconds: 2_592_000,
  codeSeconds: 120,
  secondMs: 1_000,
  isPublicClient: false,
  redirectUris: undefined,
};

const defaultWebhooks: WebhookOptions = {
  timeoutMs: 12_000,
  maxTimeoutRetries: 5,
  maxConflictRetries: 3,
  maxRetryAfterRetries: 5,
  retryDelayMs: 1_000,
  retryAfterCapSeconds: 60,
  retryAfterSecondMs: 1_000,
  maxInFlight: 20,
  circuitBreaker: false,
  circuitBreakerPauseMs: 5_000,
};

export function resolveOptions(options: ZendeskSandboxOptions): ResolvedOptions {
  return {
    ...resolveCommonOptions(options),
    limits: { ...defaultLimits, ...options.limits },
    webhooks: { ...defaultWebhooks, ...options.webhooks },
    oauth: { ...defaultOAuth, ...options.oauth },
    incremental: { withheldMs: 60_000, minimumStartAgeMs: 60_000, ...options.incremental },
    faults: { ...noFaults(), ...options.faults },
    variants: { ...defaultVariants, ...options.variants },
    availability: options.availability ?? "full",
    skills: options.skills ?? "full",
    slas: options.slas ?? "full",
    omnichannelRouting: options.omnichannelRouting ?? false,
  };
}
