import type { Ticket, TicketPriority, TicketUpdate } from "../routing/ticket.ts";
import type { HeaderReader, TicketEvent, TicketFacts, Verification } from "./helpdesk-delivery.ts";
import type { HelpdeskOAuth } from "./helpdesk-oauth.ts";
import type { HelpdeskRoster } from "./helpdesk-roster.ts";
import type { HelpdeskSignIn } from "./helpdesk-sign-in.ts";
import type { Platform } from "./platform.ts";

export type UpdateResult =
  | {
      outcome: "updated";
      ticket: TicketFacts;
      /** Values that somebody else had set after our read and that this write replaced, by the help desk's own record. */
      replaced: Replaced | null;
    }
  | { outcome: "conflict" }
  | { outcome: "refused"; field: string | null; reason: string }
  | { outcome: "gone" };

/** What a ticket looked like when we read it. */
export interface Seen {
  groupId: string | null;
  assigneeId: string | null;
  priority: TicketPriority | null;
}

export interface WriteInQuestion {
  ticketId: string;
  byUserId: string;
  /** The ticket as it was when the write was decided. */
  seen: Seen;
  update: Pick<TicketUpdate, "groupId" | "assigneeId">;
  /** When it was decided; ISO 8601. */
  sinceIso: string;
}

export interface Replaced {
  groupId?: string | null | undefined;
  assigneeId?: string | null | undefined;
  priority?: TicketPriority | null | undefined;
}

/** What was found when the help desk was looked at before connecting; sentences for the admin. */
export interface AccountFinding {
  /** A blocker ends the installation. */
  severity: "info" | "warning" | "blocker";
  text: string;
}

/** What the help desk last said of one of its limits. */
export interface LimitState {
  family: string;
  limit: number;
  remaining: number;
  /** ISO 8601. */
  at: string;
}

/** A person of the help desk, as far as access to Signalbox needs it. */
export interface HelpdeskPerson {
  id: string;
  role: "admin" | "agent" | "none";
}

/** Where a reading of the help desk's history stands; the words are the vendor's. */
export interface HistoryPage {
  /** Whatever changed, solved or not, with its text and without its requester's name and address. */
  tickets: Ticket[];
  /** Where the next page begins, also when this was the last one for now. */
  cursor: string;
  isLast: boolean;
  /** All changes up to then have been read; ISO 8601. */
  reachedIso: string;
}

/** One installation's help desk. Every call costs one request, or a few where the vendor needs them. */
export interface HelpdeskClient {
  /** Whether `listTicketsSince` begins with the oldest change, so that a list cut short is good up to there. */
  readonly listsOldestFirst: boolean;
  /** @throws HelpdeskError `unauthorized` when the credentials are not accepted. */
  getCurrentUser(): Promise<{ id: string; name: string; isAdmin: boolean }>;
  /** Undefined for a ticket that does not exist, or not any more. */
  findTicket(ticketId: string): Promise<Ticket | undefined>;
  /**
   * Writes only if nobody else has written since `ticket` was read, as far as the help desk can tell. A note goes
   * with it, or after it where the help desk takes no both at once.
   */
  updateTicket(ticket: Ticket, update: TicketUpdate): Promise<UpdateResult>;
  /** Puts back what a write of ours replaced, unless somebody has changed the ticket since it stood as in `ours`. */
  restoreTicket(ours: TicketFacts, replaced: Replaced): Promise<UpdateResult>;
  /**
   * Looks for a write of ours in the help desk's record, for one whose reply was lost.
   *
   * @returns null where it did not happen or changed neither group nor assignee, and where the help desk keeps no record
   */
  findWrite(input: WriteInQuestion): Promise<{ replaced: Replaced | null } | null>;
  /** Whether an agent wrote on the ticket or changed it since then, as far as the help desk can tell. */
  hasActed(input: { ticketId: string; agentId: string; sinceIso: string }): Promise<boolean>;
  /** Tickets changed since then, each once, in any order; as many requests as there are pages. */
  listTicketsSince(sinceIso: string): AsyncIterable<TicketFacts>;
  /**
   * Tickets with their text, the oldest change first, a page and one request a call. A ticket may come again.
   * Absent where the help desk does not give its history away.
   *
   * @param input.cursor of the page before; null begins at `sinceIso`
   */
  readHistory?(input: { sinceIso: string; cursor: string | null }): Promise<HistoryPage>;
  /** Groups, agents, memberships and availability; as many requests as there are pages. */
  readRoster(): Promise<HelpdeskRoster>;
  createSubscription(input: { name: string; url: string }): Promise<{ id: string; secret: string }>;
  removeSubscription(subscriptionId: string): Promise<void>;
  /** Whether the subscription is still there, switched on, and as it is wanted today. */
  checkSubscription?(input: {
    id: string;
    url: string;
    secret: string;
  }): Promise<"current" | "outdated" | "missing">;
  /**
   * The subscriptions that lead to addresses which begin so, to know an account again. The secret is null where the
   * help desk does not show it.
   */
  listSubscriptions?(input: {
    urlPrefix: string;
  }): Promise<{ id: string; url: string; secret: string | null }[]>;
  /** Looks at rights and plan before anything is created. */
  checkAccount?(): Promise<AccountFinding[]>;
  /** Undefined for somebody whom this help desk does not know. */
  findPerson?(userId: string): Promise<HelpdeskPerson | undefined>;
  /** The key that the help desk signs with for the people who open our pages in it; SPKI in PEM. */
  readAppKey?(): Promise<string>;
  /** The help desk's number for our app in this account; undefined where it is not installed. */
  findAppInstallation?(): Promise<string | undefined>;
  /** Ends our own access in the help desk; @returns what is left for an admin to do, as a part of a sentence. */
  revokeAccess?(): Promise<string | undefined>;
}

/** Gives other credentials than those that were refused; undefined where there are no others. */
export type RenewCredentials = (refused: string) => Promise<string | undefined>;

/** A kind of help desk. The adapters are the only place that knows vendor words. */
export interface Helpdesk {
  readonly name: string;
  /** The largest delivery that the vendor sends, in bytes. */
  readonly maxDeliveryBytes: number;
  /** @throws InputError when the text cannot be a subdomain of this help desk. */
  parseSubdomain(text: string): string;
  /** Checks the raw bytes against the secret, and the time against the replay window. */
  verifyDelivery(input: {
    headers: HeaderReader;
    body: Uint8Array<ArrayBuffer>;
    secret: string;
    nowMs: number;
  }): Promise<Verification>;
  /** Undefined when the body is not what this vendor sends. */
  parseDelivery(body: Uint8Array): TicketEvent | undefined;
  /** Where a help desk is installed by OAuth, and this server has a client for it. */
  readonly oauth?: HelpdeskOAuth;
  /** Where access is a key that people copy by hand; as a part of a sentence, "the agent's profile". */
  readonly apiKey?: { whereToFind: string };
  /** Where the help desk vouches for the people who open our pages in it. */
  readonly signIn?: HelpdeskSignIn;
  /** Where the help desk is, and where a page of ours may be shown: `https://acme.zendesk.com`. */
  originOf(subdomain: string): string;
  /** The page on which agents look at a ticket. */
  ticketUrl(input: { subdomain: string; ticketId: string }): string;
  /** What the latest replies to this process said; empty before the first. */
  limitsOf?(subdomain: string): LimitState[];
  /** The script by which a page of ours in the help desk talks to it; undefined where it cannot be reached. */
  readonly pageKit?: string;
  /** @param input.renew is called once with credentials that were refused, where they wear out. */
  createClient(input: {
    subdomain: string;
    credentials: string;
    platform: Platform;
    renew?: RenewCredentials | undefined;
  }): HelpdeskClient;
}
