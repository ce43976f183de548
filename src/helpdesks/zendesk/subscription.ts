import type { HelpdeskClient } from "../../ports/helpdesk.ts";
import { parseReply, type Reply, type Request } from "../request.ts";
import { SecretReply, WebhookReply, WebhooksPage } from "./api-types.ts";
import { expectOk } from "./refusal.ts";
import { isSound, subscriptionSets } from "./subscription-sets.ts";

/** Enough for 10,000 webhooks; an account that pages on beyond is broken. */
const maxPages = 100;

type SubscriptionCalls = Required<
  Pick<
    HelpdeskClient,
    "createSubscription" | "removeSubscription" | "checkSubscription" | "listSubscriptions"
  >
>;

/** Webhooks of our own making: one for each installation, with a secret that Zendesk makes. */
export function createSubscriptionCalls(request: Request): SubscriptionCalls {
  const pathOf = (id: string) => `/api/v2/webhooks/${encodeURIComponent(id)}`;

  /** The first that is taken: which events there are is a matter of the plan. */
  async function tryEach(send: (subscriptions: readonly string[]) => Promise<Reply>): Promise<Reply> {
    let reply: Reply | undefined;
    for (const subscriptions of subscriptionSets) {
      reply = await send(subscriptions);
      if (reply.status !== 400 && reply.status !== 422) break;
    }
    if (!reply) throw new Error("there is nothing to subscribe to");
    return reply;
  }

  async function readSecret(id: string): Promise<string> {
    const reply = await request({ method: "GET", path: `${pathOf(id)}/signing_secret` });
    return parseReply(SecretReply, expectOk(reply).json).signing_secret.secret;
  }

  return {
    async createSubscription({ name, url }) {
      const webhook = {
        name,
        status: "active",
        endpoint: url,
        http_method: "POST",
        request_format: "json",
      };
      const created = await tryEach((subscriptions) =>
        request({
          method: "POST",
          path: "/api/v2/webhooks",
          body: { webhook: { ...webhook, subscriptions } },
        }),
      );
      const { id } = parseReply(WebhookReply, expectOk(created).json).webhook;
      try {
        return { id, secret: await readSecret(id) };
      } catch (error) {
        // Nobody knows its secret, so each of its deliveries would be refused for ever.
        await request({ method: "DELETE", path: pathOf(id) }).catch(() => undefined);
        throw error;
      }
    },

    async removeSubscription(id) {
      const reply = await request({ method: "DELETE", path: pathOf(id) });
      if (reply.status !== 404) expectOk(reply);
    },

    async checkSubscription({ id, url }) {
      const reply = await request({ method: "GET", path: pathOf(id) });
      if (reply.status === 404) return "missing";
      const { webhook } = parseReply(WebhookReply, expectOk(reply).json);
      const subscriptions = webhook.subscriptions ?? [];
      if (webhook.status !== "active" || webhook.endpoint !== url || !isSound(subscriptions))
        return "outdated";
      // An older version of ours, or a smaller plan. The secret stays the same, so nothing gets lost meanwhile.
      if (subscriptions.length < (subscriptionSets[0]?.length ?? 0)) {
        await tryEach((wanted) =>
          request({ method: "PATCH", path: pathOf(id), body: { webhook: { subscriptions: wanted } } }),
        );
      }
      return "current";
    },

    async listSubscriptions({ urlPrefix }) {
      const found: { id: string; url: string; secret: string }[] = [];
      let after = "";
      for (let page = 0; page < maxPages; page++) {
        const path = `/api/v2/webhooks?page[size]=100${after}`;
        const reply = parseReply(WebhooksPage, expectOk(await request({ method: "GET", path })).json);
        for (const { id, endpoint } of reply.webhooks) {
          if (!endpoint?.startsWith(urlPrefix)) continue;
          found.push({ id, url: endpoint, secret: await readSecret(id) });
        }
        // The cursor is used, never the page's link: a link may name another host.
        if (!reply.meta?.has_more || !reply.meta.after_cursor) break;
        after = `&page[after]=${encodeURIComponent(reply.meta.after_cursor)}`;
      }
      return found;
    },
  };
}
