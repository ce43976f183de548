/** Behaviour the vendor does not document; both answers are emulated and the product must survive either. */
export type Variants = {
  /** `additional_tags` and `remove_tags` on a single PUT. */
  additionalTags: "applied" | "dropped";
  /** Status of a `new` ticket once it gets an assignee. */
  statusOnAssignment: "opens" | "stays";
  /** `group_id` alone, while the assignee is not a member of that group. */
  groupWithoutMember: "clears-assignee" | "refused";
  rateLimitBody: "text" | "json";
  conflictBody: "json" | "html";
  /** How `tags` looks in a webhook event of a ticket without tags. */
  eventEmptyTags: "null" | "array";
  tagsChangedEvent: "added-removed" | "current-previous";
  /** `time` in a webhook event. */
  eventTimeDigits: 9 | 0;
  /** Whether an update that changes nothing moves `updated_at`. */
  noOpUpdate: "untouched" | "bumps";
  /** Whether a page of the incremental export repeats the last record of the page before. */
  incrementalRepeats: boolean;
  /** Whether `groups:read` and the like exist beside the global `read`. */
  fineGroupScopes: boolean;
  /** `sort=-created_at` on a ticket's audits; else the oldest come first, whatever is asked. */
  auditSort: "honoured" | "ignored";
  /** Scopes such as `tickets:write`, which an account may refuse: with the question for consent, or afterwards. */
  fineScopes: "granted" | "refused" | "refused-with-token";
  /** What a refresh token that was used before does, besides being refused. */
  refreshReuse: "refused" | "ends-grant";
  /** How a request is answered whose user was suspended after the consent. */
  suspendedUser: 403 | 401;
  /** How the API shows an app's public key. */
  appPublicKey: "json-string" | "pem" | "object";
  /** Whether the list of many agents' skills has pages. */
  skillPaging: "cursor" | "none";
  /** Whether an account without omnichannel routing lets a webhook subscribe to events about presence. */
  agentEvents: "accepted" | "refused";
  /** `include=slas` in an account whose plan has no SLAs; one that has them is another matter (see `slas`). */
  slasWithoutPlan: "ignored" | "refused";
  /** Host in `links` and `next_page`: the one that was called, or the account's own name. */
  linkHost: "request" | "canonical";
};

export const defaultVariants: Variants = {
  additionalTags: "applied",
  statusOnAssignment: "opens",
  groupWithoutMember: "clears-assignee",
  rateLimitBody: "text",
  conflictBody: "json",
  eventEmptyTags: "null",
  tagsChangedEvent: "added-removed",
  eventTimeDigits: 9,
  noOpUpdate: "untouched",
  incrementalRepeats: true,
  fineGroupScopes: false,
  auditSort: "honoured",
  fineScopes: "granted",
  refreshReuse: "refused",
  suspendedUser: 403,
  appPublicKey: "json-string",
  skillPaging: "cursor",
  agentEvents: "accepted",
  slasWithoutPlan: "ignored",
  linkHost: "request",
};
