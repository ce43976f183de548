/** Behaviour the vendor does not document; both answers are emulated and the product must survive either. */
export type Variants = {
  /** `group_id` and `responder_id` of an agent who is not in the group. */
  agentOutsideGroup: "refused" | "accepted";
  /** `group_id` alone, while the ticket's agent is not in that group. */
  groupWithoutMember: "keeps-agent" | "clears-agent";
  /** `null` for `group_id` and `responder_id`. */
  nullClears: "clears" | "refused";
  /** Whether a ticket of exactly that second is listed. */
  updatedSince: "inclusive" | "exclusive";
  /** `filter` together with `updated_since`. */
  filterSince: "accepted" | "refused";
  /** Whether a PUT that changes nothing moves `updated_at`. */
  noOpUpdate: "untouched" | "bumps";
  /** Which limit the headers of an endpoint with a limit of its own show. */
  limitHeaders: "account" | "endpoint";
  /** Limits show as "100" or as "100.0". */
  limitDigits: "whole" | "float";
  /** Which answers of a webhook's receiver count as failed. */
  webhookFailure: "not-2xx" | "5xx";
  /** How an empty value is rendered in a webhook. */
  emptyPlaceholder: "empty" | "null";
  /** Whether the second and later rules of a kind run when an earlier one matched. */
  creationRules: "all" | "first-match";
  /** What a wrong subdomain answers is not a JSON error either way; an unknown ticket's 404 has this body. */
  notFoundBody: "empty" | "json";
  /** The body of an app event: as at run time, or as in the vendor's files for local simulation. */
  appEventShape: "runtime" | "simulation";
  /** Whether the values of a rule's headers can be read back. */
  ruleHeaders: "shown" | "masked";
  /** The names of the roles that every account has, in the account's language or always in English. */
  roleNames: "english" | "translated";
  /** What the key of an agent is answered who was deactivated. */
  deactivatedKey: "unauthorized" | "forbidden";
  /** The ids of SLA policies and business hours. */
  settingIds: "number" | "text";
  /** How `auto_ticket_assign` reads on old group endpoints. */
  autoAssignType: "number" | "boolean";
};

export const defaultVariants: Variants = {
  agentOutsideGroup: "refused",
  groupWithoutMember: "keeps-agent",
  nullClears: "clears",
  updatedSince: "inclusive",
  filterSince: "accepted",
  noOpUpdate: "untouched",
  limitHeaders: "account",
  limitDigits: "whole",
  webhookFailure: "not-2xx",
  emptyPlaceholder: "empty",
  creationRules: "all",
  notFoundBody: "empty",
  appEventShape: "runtime",
  ruleHeaders: "shown",
  roleNames: "english",
  deactivatedKey: "unauthorized",
  settingIds: "number",
  autoAssignType: "number",
};
