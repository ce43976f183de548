import { describe, expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

describe("credentials", () => {
  test("missing ones and password logins are 401, a wrong bearer names invalid_token", async () => {
    const { api } = await openSandbox();
    const missing = await api("GET", "/api/v2/tickets", undefined, { token: null });
    expect(missing.status).toBe(401);
    expect(missing.body).toEqual({ error: "Couldn't authenticate you" });
    const basic = `Basic ${Buffer.from("router@larkfield.example/token:abc").toString("base64")}`;
    const legacy = await api("GET", "/api/v2/tickets", undefined, {
      token: null,
      headers: { Authorization: basic },
    });
    expect(legacy.status).toBe(401);
    const wrong = await api("GET", "/api/v2/tickets", undefined, { token: "nonsense" });
    expect(wrong.status).toBe(401);
    expect(wrong.body.error).toBe("invalid_token");
  });

  test("users/me answers 200 with an anonymous user and no id when they are missing or wrong", async () => {
    const { api, sandbox } = await openSandbox();
    for (const token of [null, "nonsense"]) {
      const { status, body } = await api("GET", "/api/v2/users/me.json", undefined, { token });
      expect(status).toBe(200);
      expect(body.user).toMatchObject({ id: null, name: "Anonymous user" });
    }
    const me = await api("GET", "/api/v2/users/me.json");
    expect(me.body.user).toMatchObject({ id: sandbox.integrationUserId, role: "admin" });
  });

  test("stop working when revoked or expired", async () => {
    let nowMs = 1_800_000_000_000;
    const { api, sandbox } = await openSandbox({ now: () => nowMs });
    const token = sandbox.createToken({ userId: sandbox.integrationUserId, expiresInSeconds: 300 });
    expect((await api("GET", "/api/v2/groups", undefined, { token })).status).toBe(200);
    nowMs += 300_000;
    expect((await api("GET", "/api/v2/groups", undefined, { token })).status).toBe(401);
    const other = sandbox.createToken({ userId: sandbox.integrationUserId });
    sandbox.revokeToken(other);
    expect((await api("GET", "/api/v2/groups", undefined, { token: other })).body.error).toBe(
      "invalid_token",
    );
  });
});

describe("permissions", () => {
  test.each([
    ["GET", "/api/v2/webhooks"],
    ["POST", "/api/v2/groups"],
    ["POST", "/api/v2/group_memberships"],
    ["GET", "/api/v2/account/settings"],
    ["GET", "/api/v2/incremental/tickets/cursor?start_time=1"],
  ])("%s %s is for admins", async (method, path) => {
    const { api, sandbox } = await openSandbox();
    const token = sandbox.createToken({ userId: agentAndGroups(sandbox).agent.id });
    const { status, body } = await api(method, path, method === "POST" ? {} : undefined, { token });
    expect(status).toBe(403);
    expect(body.error.title).toBe("Forbidden");
  });

  test("customers and suspended agents get nowhere", async () => {
    const { api, sandbox } = await openSandbox();
    const suspendedId = sandbox.agents().find((agent) => agent.suspended)?.id ?? 0;
    const ticket = newCustomerTicket(sandbox);
    for (const userId of [suspendedId, ticket.requester_id]) {
      const token = sandbox.createToken({ userId });
      expect((await api("GET", `/api/v2/tickets/${ticket.id}`, undefined, { token })).status).toBe(403);
    }
  });

  test("a narrow scope opens its own resource only, and audits need the global one", async () => {
    const { api, sandbox } = await openSandbox();
    const ticket = newCustomerTicket(sandbox);
    const token = sandbox.createToken({ userId: sandbox.integrationUserId, scopes: ["tickets:read"] });
    const path = `/api/v2/tickets/${ticket.id}`;
    expect((await api("GET", path, undefined, { token })).status).toBe(200);
    expect((await api("PUT", path, { ticket: {} }, { token })).status).toBe(403);
    expect((await api("GET", `${path}/audits`, undefined, { token })).status).toBe(403);
    expect((await api("GET", "/api/v2/groups", undefined, { token })).status).toBe(403);
  });

  test("narrow group scopes exist in the other variant", async () => {
    const { api, sandbox } = await openSandbox({ variants: { fineGroupScopes: true } });
    const token = sandbox.createToken({ userId: sandbox.integrationUserId, scopes: ["groups:read"] });
    expect((await api("GET", "/api/v2/groups", undefined, { token })).status).toBe(200);
  });

  test("an unknown path is InvalidEndpoint", async () => {
    const { api } = await openSandbox();
    const { status, body } = await api("GET", "/api/v2/queues");
    expect(status).toBe(404);
    expect(body.error).toBe("InvalidEndpoint");
  });
});
