import { describe, expect, test } from "vitest";
import type { Variants } from "../../../src/sandbox/zendesk/variants.ts";
import { testSigningSecret } from "../../../src/sandbox/zendesk/webhooks/sign-delivery.ts";
import { startReceiver } from "../start-receiver.ts";
import { createWebhook, ticketEvent, webhookInput } from "./create-webhook.ts";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";
import { signWithWebCrypto } from "./verify-with-web-crypto.ts";

async function openSubscribed(events?: string[], variants: Partial<Variants> = {}) {
  const nowMs = Date.parse("2026-11-02T09:00:00.672Z");
  const { sandbox, api } = await openSandbox({ now: () => nowMs, variants });
  const receiver = await startReceiver();
  const webhookId = await createWebhook(api, receiver.url, events);
  const bodies = async () => {
    await sandbox.idle();
    return receiver.received.map((call) => JSON.parse(call.rawBody.toString()));
  };
  return { sandbox, api, receiver, webhookId, bodies };
}

describe("a delivery", () => {
  test("has the vendor's exact bytes", async () => {
    const { sandbox, receiver, bodies } = await openSubscribed();
    const ticket = newCustomerTicket(sandbox);
    const [event] = await bodies();
    const { detail } = event;
    expect(receiver.received[0]?.rawBody.toString()).toBe(`{
   "account_id": ${sandbox.accountId},
   "detail": {
      "actor_id": "${ticket.requester_id}",
      "assignee_id": null,
      "brand_id": "${ticket.brand_id}",
      "created_at": "2026-11-02T09:00:00Z",
      "custom_status": "${ticket.custom_status_id}",
      "description": "The tracking page has not moved for a week.",
      "external_id": null,
      "form_id": "${ticket.ticket_form_id}",
      "group_id": null,
      "id": "1001",
      "is_public": true,
      "organization_id": null,
      "priority": null,
      "requester_id": "${ticket.requester_id}",
      "status": "NEW",
      "subject": "Parcel 1 has not arrived",
      "submitter_id": "${ticket.submitter_id}",
      "tags": null,
      "type": null,
      "updated_at": "2026-11-02T09:00:00Z",
      "via": {
         "channel": "mail"
      }
   },
   "event": { },
   "id": "${event.id}",
   "subject": "zen:ticket:1001",
   "time": "${event.time}",
   "type": "zen:event-type:ticket.created",
   "zendesk_event_version": "2022-11-06"
}
`);
    expect(event.time).toMatch(/^2026-11-02T09:00:00\.672\d{6}Z$/);
    expect(event.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(detail.tags).toBeNull();
  });

  test("prints a tag per line and speaks of web_service for the API", async () => {
    const { api, receiver, bodies } = await openSubscribed();
    const ticket = {
      subject: "Hi",
      comment: { body: "ümlaut" },
      tags: ["a", "b"],
      priority: "high",
      type: "task",
    };
    await api("POST", "/api/v2/tickets", { ticket });
    const [event] = await bodies();
    expect(event.detail).toMatchObject({ priority: "HIGH", type: "TASK", via: { channel: "web_service" } });
    const text = receiver.received[0]?.rawBody.toString() ?? "";
    expect(text).toContain('      "tags": [\n         "a",\n         "b"\n      ],\n');
    expect(text).toContain('"description": "ümlaut"');
  });

  test("can show empty tags as an array and time without fractions", async () => {
    const { sandbox, bodies } = await openSubscribed(undefined, {
      eventEmptyTags: "array",
      eventTimeDigits: 0,
    });
    newCustomerTicket(sandbox);
    const [event] = await bodies();
    expect(event.detail.tags).toEqual([]);
    expect(event.time).toBe("2026-11-02T09:00:00Z");
  });

  test("carries headers and a signature over timestamp and raw bytes that WebCrypto confirms", async () => {
    const { sandbox, api, receiver, webhookId } = await openSubscribed();
    const { body } = await api("GET", `/api/v2/webhooks/${webhookId}/signing_secret`);
    newCustomerTicket(sandbox);
    await sandbox.idle();
    const [call] = receiver.received;
    if (!call) throw new Error("nothing was delivered");
    expect(call.headers).toMatchObject({
      "x-zendesk-account-id": String(sandbox.accountId),
      "x-zendesk-webhook-id": webhookId,
      "x-zendesk-webhook-invocation-id": expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      "x-zendesk-webhook-signature-timestamp": "2026-11-02T09:00:00Z",
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Zendesk Webhook",
    });
    const { secret } = body.signing_secret;
    const timestamp = String(call.headers["x-zendesk-webhook-signature-timestamp"]);
    const signature = call.headers["x-zendesk-webhook-signature"];
    expect(signature).toBe(await signWithWebCrypto({ secret, timestamp, rawBody: call.rawBody }));
    const reprinted = JSON.stringify(JSON.parse(call.rawBody.toString()));
    expect(signature).not.toBe(await signWithWebCrypto({ secret, timestamp, rawBody: reprinted }));
  });

  test("carries the configured bearer token", async () => {
    const { sandbox, api } = await openSandbox();
    const receiver = await startReceiver();
    const authentication = { type: "bearer_token", data: { token: "hush" }, add_position: "header" };
    await api("POST", "/api/v2/webhooks", { webhook: { ...webhookInput(receiver.url), authentication } });
    newCustomerTicket(sandbox);
    await sandbox.idle();
    expect(receiver.received[0]?.headers.authorization).toBe("Bearer hush");
  });
});

describe("the events of an update", () => {
  test("come one per change, with current, previous and their sequence", async () => {
    const changes = [
      "agent_assignment_changed",
      "group_assignment_changed",
      "status_changed",
      "priority_changed",
    ];
    const { sandbox, api, bodies } = await openSubscribed(changes);
    const ticket = newCustomerTicket(sandbox);
    const { agent, groupId } = agentAndGroups(sandbox);
    await api("PUT", `/api/v2/tickets/${ticket.id}`, {
      ticket: { group_id: groupId, assignee_id: agent.id, priority: "high" },
    });
    const events = await bodies();
    const byType = new Map(events.map((event) => [event.type, event.event]));
    expect([...byType.keys()].sort()).toEqual(changes.map(ticketEvent).sort());
    expect(byType.get(ticketEvent("agent_assignment_changed"))).toMatchObject({
      current: String(agent.id),
      previous: null,
    });
    expect(byType.get(ticketEvent("status_changed"))).toMatchObject({ current: "OPEN", previous: "NEW" });
    expect(byType.get(ticketEvent("priority_changed"))).toMatchObject({ current: "HIGH", previous: null });
    const sequences = events.map((event) => event.event.meta.sequence);
    expect(new Set(sequences.map((sequence) => sequence.id)).size).toBe(1);
    expect(new Set(sequences.map((sequence) => sequence.position)).size).toBe(4);
    expect(events[0].detail.actor_id).toBe(String(sandbox.integrationUserId));
  });

  test("tell comments with their author and tags as additions and removals", async () => {
    const { sandbox, api, bodies } = await openSubscribed(["comment_added", "tags_changed"]);
    const ticket = newCustomerTicket(sandbox);
    await api("PUT", `/api/v2/tickets/${ticket.id}`, {
      ticket: { tags: ["routed"], comment: { body: "Routed", public: false } },
    });
    const events = await bodies();
    const find = (name: string) => events.find((event) => event.type === ticketEvent(name)).event;
    expect(find("comment_added").comment).toMatchObject({
      body: "Routed",
      is_public: false,
      author: { id: String(sandbox.integrationUserId), is_staff: true },
    });
    expect(find("tags_changed")).toMatchObject({ tags_added: ["routed"], tags_removed: [] });
  });

  test("tell tags as current and previous in the other variant", async () => {
    const { sandbox, bodies } = await openSubscribed(["tags_changed"], {
      tagsChangedEvent: "current-previous",
    });
    const ticket = newCustomerTicket(sandbox);
    sandbox.actAsHuman(sandbox.integrationUserId, ticket.id, { tags: ["vip"] });
    expect((await bodies())[0].event).toMatchObject({ current: ["vip"], previous: [] });
  });

  test("include deletion and merging", async () => {
    const { sandbox, bodies } = await openSubscribed(["soft_deleted", "merged"]);
    const ids = [1, 2, 3].map((number) => newCustomerTicket(sandbox, number).id);
    sandbox.deleteTicket(ids[0] ?? 0);
    sandbox.mergeTicket(ids[1] ?? 0, ids[2] ?? 0);
    const events = await bodies();
    expect(events.map((event) => event.type).sort()).toEqual([
      ticketEvent("merged"),
      ticketEvent("soft_deleted"),
    ]);
    expect(sandbox.findTicket(ids[0] ?? 0)).toBeUndefined();
    expect(sandbox.findTicket(ids[1] ?? 0)?.status).toBe("closed");
  });
});

test("only active webhooks that subscribed to the type are called", async () => {
  const { sandbox, api, receiver, webhookId } = await openSubscribed(["created"]);
  const ticket = newCustomerTicket(sandbox);
  sandbox.actAsHuman(sandbox.integrationUserId, ticket.id, { priority: "low" });
  await api("PATCH", `/api/v2/webhooks/${webhookId}`, { webhook: { status: "inactive" } });
  newCustomerTicket(sandbox, 2);
  await sandbox.idle();
  expect(receiver.received).toHaveLength(1);
});

test("deliveries run side by side, up to a bound per webhook", async () => {
  const { sandbox, api } = await openSandbox({ webhooks: { maxInFlight: 3 } });
  const receiver = await startReceiver();
  receiver.delayMs = 60;
  await createWebhook(api, receiver.url);
  for (let number = 1; number <= 12; number++) newCustomerTicket(sandbox, number);
  await sandbox.idle();
  expect(receiver.received).toHaveLength(12);
  expect(receiver.maxInFlight()).toBeGreaterThan(1);
  expect(receiver.maxInFlight()).toBeLessThanOrEqual(3);
});

describe("the test call", () => {
  test("is signed with the published test secret while there is no webhook, with the real one afterwards", async () => {
    const { api, receiver, webhookId } = await openSubscribed();
    const request = {
      endpoint: receiver.url,
      http_method: "POST",
      request_format: "json",
      payload: '{"a":1}',
    };
    const { status, body } = await api("POST", "/api/v2/webhooks/test", { request });
    expect(status).toBe(200);
    expect(body.response).toMatchObject({ status_code: 200, payload: "noted" });
    await api("POST", `/api/v2/webhooks/test?webhook_id=${webhookId}`, { request });
    const secret = (await api("GET", `/api/v2/webhooks/${webhookId}/signing_secret`)).body.signing_secret
      .secret;
    const signatures = receiver.received.map((call) => call.headers["x-zendesk-webhook-signature"]);
    const timestamp = "2026-11-02T09:00:00Z";
    expect(signatures).toEqual([
      await signWithWebCrypto({ secret: testSigningSecret, timestamp, rawBody: '{"a":1}' }),
      await signWithWebCrypto({ secret, timestamp, rawBody: '{"a":1}' }),
    ]);
  });

  test("confirms a signature known from elsewhere", async () => {
    const rawBody = '{"event":"ticket.updated","id":123}';
    const signature = await signWithWebCrypto({
      secret: testSigningSecret,
      timestamp: "2021-03-25T05:09:27Z",
      rawBody,
    });
    expect(signature).toBe("S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=");
  });
});
