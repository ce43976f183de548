import { describe, expect, it } from "vitest";
import { subscriptionSets } from "../../../src/helpdesks/zendesk/subscription-sets.ts";
import { call } from "../../sandbox/api-client.ts";
import { type OpenClient, openClient } from "./open-client.ts";

const [all = [], withoutPresence = [], ofTickets = []] = subscriptionSets;
const url = "https://signalbox.example/webhooks/zendesk/x";

async function subscriptionsOf({ sandbox }: OpenClient, id: string): Promise<string[]> {
  const address = `${sandbox.url}/api/v2/webhooks/${id}`;
  const authorization = `Bearer ${sandbox.integrationToken}`;
  return (await call(address, { method: "GET", authorization, body: undefined, headers: undefined })).body
    .webhook.subscriptions;
}

describe("a subscription in Zendesk", () => {
  it("tells of tickets and of people", async () => {
    const it = await openClient();
    const { id, secret } = await it.client.createSubscription({ name: "Signalbox", url });
    expect(await subscriptionsOf(it, id)).toEqual(all);
    expect(await it.client.checkSubscription?.({ id, url, secret })).toBe("current");
  });

  it("makes do without events about presence where the account does not have them", async () => {
    const it = await openClient({ variants: { agentEvents: "refused" } });
    const { id, secret } = await it.client.createSubscription({ name: "Signalbox", url });
    expect(await subscriptionsOf(it, id)).toEqual(withoutPresence);
    expect(await it.client.checkSubscription?.({ id, url, secret })).toBe("current");
    expect(await subscriptionsOf(it, id)).toEqual(withoutPresence);
  });

  it("that an older version made is widened in place, so that its secret stays", async () => {
    const it = await openClient();
    const { id, secret } = await it.client.createSubscription({ name: "Signalbox", url });
    const address = `${it.sandbox.url}/api/v2/webhooks/${id}`;
    const authorization = `Bearer ${it.sandbox.integrationToken}`;
    const body = { webhook: { subscriptions: ofTickets } };
    await call(address, { method: "PATCH", authorization, body, headers: undefined });
    expect(await it.client.checkSubscription?.({ id, url, secret })).toBe("current");
    expect(await subscriptionsOf(it, id)).toEqual(all);
  });

  it("is outdated where it lacks events about tickets, or has others than ours", async () => {
    const it = await openClient();
    const { id, secret } = await it.client.createSubscription({ name: "Signalbox", url });
    const authorization = `Bearer ${it.sandbox.integrationToken}`;
    const set = (subscriptions: readonly string[]) =>
      call(`${it.sandbox.url}/api/v2/webhooks/${id}`, {
        method: "PATCH",
        authorization,
        body: { webhook: { subscriptions } },
        headers: undefined,
      });
    await set(all.slice(1));
    expect(await it.client.checkSubscription?.({ id, url, secret })).toBe("outdated");
    await set([...all, "zen:event-type:organization.created"]);
    expect(await it.client.checkSubscription?.({ id, url, secret })).toBe("outdated");
  });
});
