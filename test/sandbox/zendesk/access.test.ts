import { createHash } from "node:crypto";
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

describe("OAuth", () => {
  const redirectUri = "https://app.larkfield.example/oauth/callback";
  const verifier = "a-verifier-of-more-than-forty-three-characters-in-length";

  async function openConsent(query: Record<string, string> = {}) {
    let nowMs = 1_800_000_000_000;
    const { api, sandbox } = await openSandbox({ now: () => nowMs });
    const client = {
      client_id: sandbox.oauthClient.clientId,
      client_secret: sandbox.oauthClient.clientSecret,
    };
    const parameters = new URLSearchParams({
      response_type: "code",
      client_id: client.client_id,
      redirect_uri: redirectUri,
      scope: "read write",
      state: "s1",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      ...query,
    });
    const consent = await api("GET", `/oauth/authorizations/new?${parameters}`, undefined, { token: null });
    const target = new URL(consent.headers.get("location") ?? "");
    const ask = (body: Record<string, unknown>) =>
      api("POST", "/oauth/tokens", { ...client, ...body }, { token: null });
    const exchange = (more: Record<string, unknown> = {}) =>
      ask({
        grant_type: "authorization_code",
        code: target.searchParams.get("code"),
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...more,
      });
    const advance = (ms: number) => {
      nowMs += ms;
    };
    return { api, sandbox, target, ask, exchange, advance };
  }

  test("gives a short access token and a refresh token for a code, once", async () => {
    const { api, target, exchange } = await openConsent();
    expect(target.searchParams.get("state")).toBe("s1");
    const { status, body } = await exchange();
    expect(status).toBe(201);
    expect(body).toMatchObject({ token_type: "bearer", scope: "read write", expires_in: 1_800 });
    expect((await api("GET", "/api/v2/groups", undefined, { token: body.access_token })).status).toBe(200);
    expect((await exchange()).body.error).toBe("invalid_grant");
  });

  test("refuses a wrong verifier, a late code and a denied consent", async () => {
    const wrong = await openConsent();
    expect((await wrong.exchange({ code_verifier: "other" })).body.error).toBe("invalid_grant");
    const late = await openConsent();
    late.advance(120_000);
    expect((await late.exchange()).body.error).toBe("invalid_grant");
    const denied = await openConsent({ deny: "1" });
    expect(denied.target.searchParams.get("error")).toBe("access_denied");
  });

  test("kills both old tokens on refresh", async () => {
    const { api, ask, exchange } = await openConsent();
    const first = (await exchange()).body;
    const refresh = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const second = (await ask(refresh)).body;
    expect((await api("GET", "/api/v2/groups", undefined, { token: first.access_token })).status).toBe(401);
    expect((await api("GET", "/api/v2/groups", undefined, { token: second.access_token })).status).toBe(200);
    expect((await ask(refresh)).body.error).toBe("invalid_grant");
  });

  test("gives client credentials an access token alone and refuses a wrong secret or scope", async () => {
    const { ask } = await openConsent();
    const { body } = await ask({ grant_type: "client_credentials", scope: "read" });
    expect(body).toMatchObject({ scope: "read", expires_in: 1_800 });
    expect(body).not.toHaveProperty("refresh_token");
    const wrong = await ask({ grant_type: "client_credentials", client_secret: "no" });
    expect(wrong.status).toBe(401);
    expect(wrong.body.error).toBe("invalid_client");
    const scope = await ask({ grant_type: "client_credentials", scope: "everything" });
    expect(scope.body.error).toBe("invalid_scope");
  });

  test("shows and revokes the token that asks", async () => {
    const { api, sandbox } = await openSandbox();
    const shown = await api("GET", "/api/v2/oauth/tokens/current.json");
    expect(shown.body.token).toMatchObject({
      user_id: sandbox.integrationUserId,
      scopes: ["read", "write"],
      expires_at: null,
    });
    expect((await api("DELETE", "/api/v2/oauth/tokens/current.json")).status).toBe(204);
    expect((await api("GET", "/api/v2/tickets")).status).toBe(401);
  });
});
