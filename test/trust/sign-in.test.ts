import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createZendesk } from "../../src/helpdesks/zendesk/index.ts";
import type { SignedUrlInput } from "../../src/sandbox/zendesk/apps/signed-url.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
let skewMs = 0;
beforeAll(async () => {
  server = await startTestServer("pglite", { platform: { now: () => Date.now() + skewMs } });
  const appId = String(server.sandbox.appId);
  const zendesk = createZendesk({ originOf: () => server.sandbox.url, appId });
  Object.assign(server.server.context.helpdesks, { zendesk });
});
afterAll(() => server.stop());

function open(token: string, page = "sidebar"): Promise<Response> {
  return fetch(`${server.url}/app/zendesk/${page}?origin=x&app_guid=y`, {
    method: "POST",
    body: new URLSearchParams({ token }),
  });
}

async function signIn(input: SignedUrlInput) {
  const answer = await open(server.sandbox.signUrlToken(input));
  const page = await answer.text();
  const data = /id="session">(.+?)<\/script>/.exec(page)?.[1];
  const session = data ? (JSON.parse(data) as { token: string; role: string }) : undefined;
  return { status: answer.status, headers: answer.headers, page, session };
}

const asWhom = (token: string) =>
  fetch(`${server.url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
const agentId = () =>
  server.sandbox.agents().find(({ role, roleType }) => role === "agent" && roleType === 0)?.id ?? 0;

describe("a page opened inside Zendesk", () => {
  it("is given a session in memory, with the role that Zendesk tells, and no cookie", async () => {
    const admin = await signIn({ userId: server.sandbox.integrationUserId });
    expect(admin.status).toBe(200);
    expect(admin.session?.role).toBe("admin");
    expect(admin.headers.get("set-cookie")).toBeNull();
    expect(admin.headers.get("cache-control")).toBe("no-store");
    const agent = await signIn({ userId: agentId() });
    expect(agent.session?.role).toBe("agent");
    expect(await (await asWhom(agent.session?.token ?? "")).json()).toMatchObject({
      kind: "person",
      installationId: server.installationId,
      userId: String(agentId()),
    });
  });

  it("may be framed by that one help desk only", async () => {
    const { headers } = await signIn({ userId: agentId() });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`frame-ancestors ${server.sandbox.url}`);
    expect(policy).not.toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBeNull();
  });

  it("makes a lead of an agent whom an admin made one, at once", async () => {
    const before = await signIn({ userId: agentId() });
    const answer = await fetch(
      `${server.url}/api/installations/${server.installationId}/people/${agentId()}`,
      {
        method: "PUT",
        headers: { authorization: `Bearer ${server.accessToken}` },
        body: JSON.stringify({ role: "lead" }),
      },
    );
    expect(answer.status).toBe(200);
    expect((await asWhom(before.session?.token ?? "")).status).toBe(401);
    expect((await signIn({ userId: agentId() })).session?.role).toBe("lead");
  });

  it("lives fifteen minutes, can be renewed, and no longer once the person was suspended", async () => {
    const { session } = await signIn({ userId: agentId() });
    const token = session?.token ?? "";
    const renew = () =>
      fetch(`${server.url}/api/session/renew`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
    skewMs = 14 * 60_000;
    expect((await renew()).status).toBe(200);
    skewMs = 28 * 60_000;
    expect((await asWhom(token)).status).toBe(200);
    server.sandbox.setPerson(agentId(), { suspended: true });
    expect((await renew()).status).toBe(401);
    expect((await asWhom(token)).status).toBe(401);
    server.sandbox.setPerson(agentId(), { suspended: false });
    skewMs = 0;
    const late = await signIn({ userId: agentId() });
    skewMs = 15 * 60_000;
    expect((await asWhom(late.session?.token ?? "")).status).toBe(401);
    skewMs = 0;
  });

  it("is still opened after the app was installed anew", async () => {
    server.sandbox.reinstallApp();
    skewMs = 61_000;
    const claims = { iat: Math.floor(Date.now() / 1000) + 60 };
    expect((await signIn({ userId: agentId(), claims })).status).toBe(200);
    skewMs = 0;
  });

  it("refuses customers and suspended people in words for them", async () => {
    const suspended = server.sandbox.agents().find((one) => one.suspended)?.id ?? 0;
    const { status, page, headers } = await signIn({ userId: suspended });
    expect(headers.get("content-security-policy")).toContain(`frame-ancestors ${server.sandbox.url}`);
    expect(status).toBe(401);
    expect(page).toContain("Only agents and admins");
  });

  it("opened by itself says where to open it", async () => {
    const answer = await fetch(`${server.url}/app/zendesk/sidebar`);
    expect([answer.status, await answer.text()]).toEqual([
      401,
      expect.stringContaining("inside your help desk"),
    ]);
  });
});

describe("the operator's link", () => {
  it("signs in once, by a cookie that pages of others cannot use", async () => {
    const entered = await fetch(server.signInUrl, { redirect: "manual" });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.getSetCookie()[0] ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const session = cookie.split(";")[0] ?? "";
    expect((await fetch(`${server.url}/tickets`, { headers: { cookie: session } })).status).toBe(200);
    expect((await fetch(server.signInUrl, { redirect: "manual" })).status).toBe(401);
    const post = (origin?: string) =>
      fetch(`${server.url}/sign-out`, {
        method: "POST",
        headers: { cookie: session, ...(origin ? { origin } : {}) },
      });
    expect((await post("https://evil.example")).status).toBe(403);
    expect((await post()).status).toBe(403);
    expect((await post(server.url)).status).toBe(204);
    expect((await fetch(`${server.url}/tickets`, { headers: { cookie: session } })).status).toBe(401);
  });
});
