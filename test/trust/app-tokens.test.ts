import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { addTenants, type Tenant } from "../support/two-tenants.ts";

let server: TestServer;
let first: Tenant;
let second: Tenant;
let skewMs = 0;
beforeAll(async () => {
  server = await startTestServer("pglite", { platform: { now: () => Date.now() + skewMs } });
  ({ first, second } = await addTenants(server));
}, 120_000);
afterAll(() => server.stop());

async function post(path: string, token: string, body: unknown = {}) {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, string> };
}

const makeToken = async (tenant: Tenant) =>
  (await post(`/api/installations/${tenant.installationId}/app-tokens`, tenant.tokens.admin)).json
    .installToken ?? "";
const hostOf = (tenant: Tenant) => new URL(tenant.shop.url).host;
/** The app's two tokens: what the admin typed in, and what the app was given for it. */
async function install(tenant: Tenant): Promise<{ hookToken: string; sidebarToken: string }> {
  const hookToken = await makeToken(tenant);
  const { json } = await post("/hooks/app/installed", hookToken, { host: hostOf(tenant) });
  return { hookToken, sidebarToken: json.sidebarToken ?? "" };
}

describe("an app's installation token", () => {
  it("is an admin's to make, good once, for an hour, and for its own help desk", async () => {
    const path = `/api/installations/${first.installationId}/app-tokens`;
    expect((await post(path, first.tokens.lead)).status).toBe(403);
    expect((await post(path, second.tokens.admin)).status).toBe(404);
    const token = await makeToken(first);
    expect((await post("/hooks/app/installed", token, { host: hostOf(first) })).status).toBe(201);
    expect((await post("/hooks/app/installed", token, { host: hostOf(first) })).status).toBe(401);
    expect(
      (await post("/hooks/app/installed", await makeToken(first), { host: hostOf(second) })).status,
    ).toBe(403);
    const late = await makeToken(first);
    skewMs = 60 * 60_000;
    expect((await post("/hooks/app/installed", late, { host: hostOf(first) })).status).toBe(401);
    skewMs = 0;
  });

  it("ends what the app had before", async () => {
    const [before, after] = [await install(first), await install(first)];
    const ask = { ticketId: first.ticketId };
    expect((await post("/hooks/app/ticket-session", before.sidebarToken, ask)).status).toBe(401);
    expect((await post("/hooks/app/ticket-session", after.sidebarToken, ask)).status).toBe(201);
  });
});

describe("a sidebar that proves its installation only", () => {
  it("reads one ticket of it for five minutes, and can do nothing", async () => {
    const { sidebarToken } = await install(first);
    const { json } = await post("/hooks/app/ticket-session", sidebarToken, { ticketId: first.ticketId });
    const authorization = `Bearer ${json.token}`;
    const ticket = `${server.url}/api/installations/${first.installationId}/tickets/${first.ticketId}`;
    expect((await fetch(ticket, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(`${ticket}/replay`, { method: "POST", headers: { authorization } })).status).toBe(
      403,
    );
    expect((await fetch(ticket.replace(/\d+$/, "1"), { headers: { authorization } })).status).toBe(403);
    expect((await fetch(`${server.url}/tickets`, { headers: { authorization } })).status).toBe(403);
    skewMs = 5 * 60_000;
    expect((await fetch(ticket, { headers: { authorization } })).status).toBe(401);
    skewMs = 0;
  });

  it("finds no ticket of another tenant, and its token is no sign-in", async () => {
    const { sidebarToken, hookToken } = await install(first);
    expect((await post("/hooks/app/ticket-session", sidebarToken, { ticketId: "424242" })).status).toBe(404);
    expect((await post("/hooks/app/ticket-session", hookToken, { ticketId: first.ticketId })).status).toBe(
      401,
    );
    for (const ticketId of ["../1", "1 or 1", "", "1".repeat(40)]) {
      expect((await post("/hooks/app/ticket-session", sidebarToken, { ticketId })).status).toBe(400);
    }
    for (const token of [sidebarToken, hookToken]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await fetch(`${server.url}/api/session`, { headers })).status).toBe(401);
      expect((await post("/hooks/app/installed", token, { host: hostOf(first) })).status).toBe(401);
    }
  });
});

describe("the app's uninstalling", () => {
  it("uninstalls that installation, by the hook's token and by no other, and both tokens end", async () => {
    const { sidebarToken, hookToken } = await install(second);
    expect((await post("/hooks/app/uninstalled", sidebarToken)).status).toBe(401);
    const { status, json } = await post("/hooks/app/uninstalled", hookToken);
    expect({ status, leftovers: json.leftovers }).toEqual({ status: 200, leftovers: [] });
    expect((await getInstallation(server.server.context, second.installationId)).status).toBe("uninstalled");
    expect((await getInstallation(server.server.context, first.installationId)).status).toBe("active");
    expect((await post("/hooks/app/uninstalled", hookToken)).status).toBe(401);
  });
});
