import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { parseReply, type Request } from "../request.ts";
import { isSameSignature } from "../signature.ts";
import { RuleReply, RulesReply } from "./api-types.ts";
import { expectOk } from "./refusal.ts";
import { secretHeader } from "./webhook.ts";

export const rulesPath = "/api/v2/automations/1/rules";

type SubscriptionCalls = Required<
  Pick<
    HelpdeskClient,
    "createSubscription" | "removeSubscription" | "checkSubscription" | "listSubscriptions"
  >
>;

/**
 * A rule of ticket creation, the only thing here that sends webhooks. One of ticket updates would fire for our own
 * writes too and use up the thousand calls an hour that the whole account has; updates are the sweep's and the app's.
 * It goes last, so that where only the first match runs the shop's own rules keep their turn.
 */
export function createSubscriptionCalls(request: Request): SubscriptionCalls {
  const pathOf = (id: string) => `${rulesPath}/${encodeURIComponent(id)}`;

  return {
    async createSubscription({ name, url }) {
      const secret = newSecret();
      const body = ruleOf({ name, url, secret });
      const reply = await request({ method: "POST", path: rulesPath, body });
      return { id: parseReply(RuleReply, expectOk(reply).json).id, secret };
    },

    async removeSubscription(id) {
      const reply = await request({ method: "DELETE", path: pathOf(id) });
      if (reply.status !== 404) expectOk(reply);
    },

    async checkSubscription({ id, url, secret }) {
      const reply = await request({ method: "GET", path: pathOf(id) });
      if (reply.status === 404) return "missing";
      const rule = parseReply(RuleReply, expectOk(reply).json);
      const [webhook] = webhooksOf(rule);
      const isCurrent =
        rule.active !== false &&
        webhook?.url === url &&
        webhook.secret !== undefined &&
        (webhook.secret === null || isSameSignature(webhook.secret, secret));
      return isCurrent ? "current" : "outdated";
    },

    async listSubscriptions({ urlPrefix }) {
      const reply = expectOk(await request({ method: "GET", path: rulesPath }));
      return parseReply(RulesReply, reply.json).rules.flatMap((rule) =>
        webhooksOf(rule).flatMap(({ url, secret = null }) =>
          url?.startsWith(urlPrefix) ? [{ id: rule.id, url, secret }] : [],
        ),
      );
    },
  };
}

function ruleOf({ name, url, secret }: { name: string; url: string; secret: string }) {
  return {
    name,
    active: true,
    // There is no condition that always holds; every ticket has one of these four.
    conditions: [
      {
        name: "condition_set_1",
        match_type: "any",
        properties: [
          { resource_type: "ticket", field_name: "priority", operator: "in", value: [1, 2, 3, 4] },
        ],
      },
    ],
    actions: [
      {
        field_name: "trigger_webhook",
        request_type: "POST",
        content_type: "JSON",
        // As it is written, and so short that neither labels nor escapes matter: the ticket is read again anyway.
        content_layout: "2",
        url,
        custom_headers: { [secretHeader]: secret },
        content: { ticket_id: "{{ticket.id}}", event: "created" },
      },
    ],
  };
}

/** `secret` is undefined where an admin took the header out, and null where its value is not shown. */
function webhooksOf({
  actions,
}: RuleReply): { url: string | undefined; secret: string | null | undefined }[] {
  return actions
    .filter(({ field_name }) => field_name === "trigger_webhook")
    .map(({ url, custom_headers }) => {
      const value = custom_headers?.[secretHeader];
      return { url: url ?? undefined, secret: value && /^\W*$/.test(value) ? null : value };
    });
}

/** 256 random bits; the help desk's admins can read them in the rule. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
