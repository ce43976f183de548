import { describe, expect, test } from "vitest";
import { startReceiver } from "../start-receiver.ts";
import { createWebhook, ticketEvent, webhookInput } from "./create-webhook.ts";
import { newCustomerTicket, openSandbox } from "./open-sandbox.ts";

const endpoint = "http://127.0.0.1:9/hooks";

describe("a webhook", () => {
  test("is created with a ULID, nanoseconds and without its secrets", async () => {
    const { api, sandbox } = await openSandbox();
    const authentication = { type: "bearer_token", data: { token: "hush" }, add_position: "header" };
    const { status, body, text } = await api("POST", "/api/v2/webhooks", {
      webhook: { ...webhookInput(endpoint), authentication },
    });
    expect(status).toBe(201);
    expect(body.webhook).toMatchObject({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      created_at: expect.stringMatching(/\.\d{9}Z$/),
      created_by: String(sandbox.integrationUserId),
      authentication: { type: "bearer_token", data: {}, add_position: "header" },
    });
    expect(text).not.toContain("hush");
    const shown = await api("GET", `/api/v2/webhooks/${body.webhook.id}`);
    expect(shown.body.webhook.created_at).toMatch(/\d{2}:\d{2}:\d{2}Z$/);
  });

  test("has no address with .json", async () => {
    const { api } = await openSandbox();
    const id = await createWebhook(api, endpoint);
    expect((await api("GET", `/api/v2/webhooks/${id}.json`)).status).toBe(404);
    expect((await api("GET", "/api/v2/webhooks.json")).status).toBe(404);
  });

  test.each([
    ["a method other than POST", { http_method: "PUT" }],
    ["a format other than json", { request_format: "xml" }],
    ["mixed kinds of subscription", { subscriptions: ["conditional_ticket_events", ticketEvent("created")] }],
    ["an unknown event type", { subscriptions: ["ticket.created"] }],
    ["an address that is none", { endpoint: "hooks" }],
    ["custom headers without https", { custom_headers: { "X-Tenant": "1" } }],
    ["no name", { name: "" }],
  ])("is refused with %s", async (_what, change) => {
    const { api } = await openSandbox();
    const webhook = { ...webhookInput(endpoint), ...change };
    const { status, body } = await api("POST", "/api/v2/webhooks", { webhook });
    expect(status).toBe(400);
    expect(body.errors[0].code).toBe("InvalidWebhook");
  });

  test("is changed in part by PATCH and as a whole by PUT, both with 204, but never in kind", async () => {
    const { api } = await openSandbox();
    const id = await createWebhook(api, endpoint);
    const path = `/api/v2/webhooks/${id}`;
    const patched = await api("PATCH", path, { webhook: { status: "inactive" } });
    expect([patched.status, patched.text]).toEqual([204, ""]);
    expect((await api("GET", path)).body.webhook).toMatchObject({ status: "inactive", name: "Router" });
    expect((await api("PUT", path, { webhook: { status: "active" } })).status).toBe(400);
    const renamed = { ...webhookInput(endpoint), name: "Router 2" };
    expect((await api("PUT", path, { webhook: renamed })).status).toBe(204);
    const conditional = { subscriptions: ["conditional_ticket_events"] };
    expect((await api("PATCH", path, { webhook: conditional })).status).toBe(400);
  });

  test("can be listed, filtered, cloned and deleted", async () => {
    const { api } = await openSandbox();
    const id = await createWebhook(api, endpoint);
    const clone = await api("POST", `/api/v2/webhooks?clone_webhook_id=${id}`);
    expect(clone.status).toBe(201);
    await api("PATCH", `/api/v2/webhooks/${clone.body.webhook.id}`, { webhook: { name: "Copy" } });
    const all = await api("GET", "/api/v2/webhooks");
    expect(all.body).toMatchObject({ meta: { has_more: false }, links: {} });
    expect(all.body.webhooks).toHaveLength(2);
    const paged = await api("GET", "/api/v2/webhooks?page[size]=1");
    expect(paged.body.meta.has_more).toBe(true);
    expect(paged.headers.get("link")).toContain('rel="next"');
    const named = await api("GET", "/api/v2/webhooks?filter[name_contains]=Cop&filter[status]=active");
    expect(named.body.webhooks).toHaveLength(1);
    expect((await api("DELETE", `/api/v2/webhooks/${id}`)).status).toBe(204);
    expect((await api("GET", `/api/v2/webhooks/${id}`)).status).toBe(404);
  });

  test("shows its secret and rotates it at once", async () => {
    const { api } = await openSandbox();
    const path = `/api/v2/webhooks/${await createWebhook(api, endpoint)}/signing_secret`;
    const first = await api("GET", path);
    expect(first.body.signing_secret).toEqual({ secret: expect.any(String), algorithm: "SHA256" });
    const rotated = await api("POST", path);
    expect(rotated.status).toBe(201);
    expect(rotated.body.signing_secret.secret).not.toBe(first.body.signing_secret.secret);
    expect((await api("GET", path)).body).toEqual(rotated.body);
  });
});

describe("the invocation log", () => {
  test("keeps invocations and their attempts", async () => {
    const { api, sandbox } = await openSandbox();
    const receiver = await startReceiver(() => ({ status: 403 }));
    const id = await createWebhook(api, receiver.url);
    newCustomerTicket(sandbox);
    await sandbox.idle();
    const { body } = await api("GET", `/api/v2/webhooks/${id}/invocations?sort=latest_completed_at`);
    expect(body.invocations).toEqual([
      {
        id: receiver.received[0]?.headers["x-zendesk-webhook-invocation-id"],
        status_code: 403,
        status: "terminated",
        latest_completed_at: expect.any(String),
      },
    ]);
    const attempts = await api(
      "GET",
      `/api/v2/webhooks/${id}/invocations/${body.invocations[0].id}/attempts`,
    );
    expect(attempts.body.attempts[0]).toMatchObject({ id, status_code: 403, status: "client error" });
    expect(attempts.body.attempts[0].request.payload).toBe(receiver.received[0]?.rawBody.toString());
    expect((await api("GET", `/api/v2/webhooks/${id}/invocations/none/attempts`)).status).toBe(404);
  });
});
