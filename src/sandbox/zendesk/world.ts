import { type AccountWorld, createAccountWorld } from "../surroundings.ts";
import { type AppStore, createAppStore, type InstalledApp } from "./apps/app-store.ts";
import type { Faults } from "./faults.ts";
import type { ResolvedOptions } from "./options.ts";
import type { SkillAttribute, SkillInstance } from "./team/skills.ts";
import type {
  AgentStatus,
  Audit,
  Comment,
  Group,
  GroupMembership,
  Organization,
  SandboxEvent,
  Ticket,
  User,
  Webhook,
} from "./types.ts";
import type { WebhookEvent } from "./webhooks/publish-ticket-events.ts";

export type TicketState = {
  ticket: Ticket;
  createdAtMs: number;
  updatedAtMs: number;
  comments: Comment[];
  audits: Audit[];
  deleted: boolean;
};

export type Token = {
  id: number;
  /** All tokens that go back to one consent. */
  family: number;
  token: string;
  userId: number;
  clientId: string;
  scopes: string[];
  accessSeconds: number | null;
  expiresAtMs: number | null;
  refreshToken: string | null;
  refreshSeconds: number | null;
  refreshExpiresAtMs: number | null;
};

type OAuthCode = {
  userId: number;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  expiresAtMs: number;
};

/** One answer of the token endpoint. */
export type Grant = { grant: string; outcome: string; atMs: number };

/** Everything one emulated account knows. */
export type World = AccountWorld<SandboxEvent> & {
  options: ResolvedOptions;
  faults: Faults;
  accountId: number;
  brandId: number;
  formId: number;
  users: Map<number, User>;
  userIdByEmail: Map<string, number>;
  groups: Map<number, Group>;
  memberships: Map<number, GroupMembership>;
  organizations: Map<number, Organization>;
  tickets: Map<number, TicketState>;
  webhooks: Map<string, Webhook>;
  tokens: Map<string, Token>;
  statuses: Map<number, AgentStatus>;
  statusChangedAtMs: Map<number, number>;
  skillAttributes: Map<string, SkillAttribute>;
  agentSkills: Map<number, SkillInstance[]>;
  idempotentReplies: Map<string, { bodyText: string; reply: unknown; atMs: number }>;
  oauthClient: {
    clientId: string;
    clientSecret: string;
    isPublic: boolean;
    redirectUris: string[] | undefined;
  };
  app: InstalledApp;
  appStore: AppStore;
  oauthCodes: Map<string, OAuthCode>;
  /** By refresh token: the consent it belonged to. */
  usedRefreshTokens: Map<string, number>;
  grants: Grant[];
  /** Who gives the next consent. */
  signedInUserId: number;
  deliver(event: WebhookEvent): void;
  canonicalUrl(path: string): string;
};

export function createWorld(options: ResolvedOptions): World {
  const account = createAccountWorld<Faults, SandboxEvent>(options, {
    first: 6_164_068_000_000,
    step: 128,
  });
  const { random, nextId } = account;
  return {
    ...account,
    options,
    accountId: 18_000_000 + Math.floor(random.draw("account-id") * 1_000_000),
    brandId: nextId(),
    formId: nextId(),
    users: new Map(),
    userIdByEmail: new Map(),
    groups: new Map(),
    memberships: new Map(),
    organizations: new Map(),
    tickets: new Map(),
    webhooks: new Map(),
    tokens: new Map(),
    statuses: new Map(),
    statusChangedAtMs: new Map(),
    skillAttributes: new Map(),
    agentSkills: new Map(),
    idempotentReplies: new Map(),
    oauthClient: {
      clientId: "signalbox_sandbox",
      clientSecret: random.hex(40, "client-secret"),
      isPublic: options.oauth.isPublicClient,
      redirectUris: options.oauth.redirectUris,
    },
    app: { id: 1_104_220, installationId: 40_000_000 + options.seed, settings: {} },
    appStore: createAppStore(),
    oauthCodes: new Map(),
    usedRefreshTokens: new Map(),
    grants: [],
    signedInUserId: 0,
    deliver: () => undefined,
    canonicalUrl: (path) => `https://${options.subdomain}.zendesk.com/api/v2${path}`,
  };
}
