import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { ZendeskSandboxOptions } from "../../../src/sandbox/zendesk/options.ts";
import { openSandbox } from "./open-sandbox.ts";

describe("OAuth", () => {
  const redirectUri = "https://app.larkfield.example/oauth/callback";
  const verifier = "a-verifier-of-more-than-forty-three-characters-in-length";

  async function openConsent(
    query: Record<string, string> = {},
    { decision = "allow", ...options }: ZendeskSandboxOptions & { decision?: "allow" | "deny" } = {},
  ) {
    let nowMs = 1_800_000_000_000;
    const { api, sandbox } = await openSandbox({ now: () => nowMs, ...options });
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
    const page = await api("GET", `/oauth/authorizations/new?${parameters}`, undefined, { token: null });
    const consent = await api("POST", `/oauth/authorizations?${parameters}`, undefined, {
      token: null,
      form: `decision=${decision}`,
    });
    const target = new URL(consent.headers.get("location") ?? "https://refused.example");
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
    return { api, sandbox, page, consent, target, ask, exchange, advance };
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
    const denied = await openConsent({}, { decision: "deny" });
    expect(denied.target.searchParams.get("error")).toBe("access_denied");
  });

  test("asks in a page that cannot be framed, and tells the client of a request that is not right", async () => {
    const { page } = await openConsent();
    expect(page.status).toBe(200);
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    expect(page.text).toContain("read, write");
    for (const [query, error] of [
      [{ code_challenge_method: "plain" }, "invalid_request"],
      [{ code_challenge: "short" }, "invalid_request"],
      [{ response_type: "token" }, "unsupported_response_type"],
      [{ scope: "everything" }, "invalid_scope"],
    ] as const) {
      expect((await openConsent(query)).target.searchParams.get("error")).toBe(error);
    }
  });

  test("sends nobody to an address that is not registered", async () => {
    const registered = { oauth: { redirectUris: [redirectUri] } };
    const { consent } = await openConsent({ redirect_uri: `${redirectUri}/../evil` }, registered);
    expect({ status: consent.status, to: consent.headers.get("location") }).toEqual({
      status: 400,
      to: null,
    });
    expect((await openConsent({}, registered)).consent.status).toBe(302);
    expect((await openConsent({ redirect_uri: "http://evil.example/" })).consent.status).toBe(400);
  });

  test("uses a code up with the first try, also a wrong one", async () => {
    const { exchange } = await openConsent();
    expect((await exchange({ code_verifier: "x".repeat(43) })).body.error).toBe("invalid_grant");
    expect((await exchange()).body.error).toBe("invalid_grant");
  });

  test("wants the client's secret for each refresh, and never widens the scope", async () => {
    const { ask, exchange } = await openConsent({ scope: "read" });
    const { body } = await exchange();
    const refresh = { grant_type: "refresh_token", refresh_token: body.refresh_token };
    expect((await ask({ ...refresh, client_secret: undefined })).body.error).toBe("invalid_client");
    expect((await ask({ ...refresh, scope: "read write" })).body.error).toBe("invalid_scope");
    expect((await ask(refresh)).body.scope).toBe("read");
  });

  test("refuses a refresh token that is too old", async () => {
    const { ask, exchange, advance } = await openConsent();
    const refresh_token = (await exchange()).body.refresh_token;
    advance(2_592_000_000);
    expect((await ask({ grant_type: "refresh_token", refresh_token })).body.error).toBe("invalid_grant");
  });

  test.each(["refused", "ends-grant"] as const)("meets a used refresh token: %s", async (refreshReuse) => {
    const { api, ask, exchange } = await openConsent({}, { variants: { refreshReuse } });
    const first = (await exchange()).body;
    const refresh = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    const second = (await ask(refresh)).body;
    expect((await ask(refresh)).body.error).toBe("invalid_grant");
    const { status } = await api("GET", "/api/v2/groups", undefined, { token: second.access_token });
    expect(status).toBe(refreshReuse === "refused" ? 200 : 401);
  });

  test("lets a token live by its own clock, while replies name the vendor's seconds", async () => {
    const { api, exchange, advance } = await openConsent({}, { oauth: { secondMs: 1 } });
    const { body } = await exchange();
    expect(body.expires_in).toBe(1_800);
    advance(1_800);
    expect((await api("GET", "/api/v2/groups", undefined, { token: body.access_token })).status).toBe(401);
  });

  test("ends with the consent, and with the user who gave it", async () => {
    const revoked = await openConsent();
    const { refresh_token } = (await revoked.exchange()).body;
    revoked.sandbox.revokeConsent(revoked.sandbox.integrationUserId);
    expect((await revoked.ask({ grant_type: "refresh_token", refresh_token })).body.error).toBe(
      "invalid_grant",
    );
    const suspended = await openConsent();
    const pair = (await suspended.exchange()).body;
    suspended.sandbox.setPerson(suspended.sandbox.integrationUserId, { suspended: true });
    const refresh = { grant_type: "refresh_token", refresh_token: pair.refresh_token };
    expect((await suspended.ask(refresh)).body.error).toBe("invalid_grant");
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
