import { count } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as schema from "../../src/db/schema/index.ts";
import { type Level, levelOf } from "../../src/http/middleware/access.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { addTenants, type Tenant } from "../support/two-tenants.ts";

/** Whoever opens a route to everybody has to say so here, too. */
const openRoutes = [
  "POST /webhooks/:helpdesk/:endpoint",
  "GET /healthz",
  "GET /readyz",
  "GET /style.css",
  "GET /install/:helpdesk",
  "POST /install/:helpdesk",
  "GET /install/:helpdesk/callback",
  "GET /sign-in/:helpdesk",
  "POST /sign-in/:helpdesk",
  "GET /enter",
  "POST /hooks/app/installed",
  "POST /hooks/app/events",
  "POST /hooks/app/uninstalled",
  "POST /hooks/app/ticket-session",
  "GET /app/:helpdesk/background",
  "POST /app/:helpdesk/background",
  "GET /app/:helpdesk/:page{sidebar|settings}",
  "POST /app/:helpdesk/:page{sidebar|settings}",
  "GET /ui/:file",
];
const ranks: Level[] = ["ticket reader", "agent", "lead", "admin", "operator"];

let server: TestServer;
let first: Tenant;
let second: Tenant;
beforeAll(async () => {
  server = await startTestServer("pglite");
  ({ first, second } = await addTenants(server));
}, 120_000);
afterAll(() => server.stop());

interface Route {
  name: string;
  method: string;
  path: string;
  level: Level;
}

function listRoutes(): Route[] {
  const declared = server.server.app.routes.flatMap(({ method, path, handler }) => {
    const level = levelOf(handler);
    return level && method !== "ALL" ? [{ name: `${method} ${path}`, method, path, level }] : [];
  });
  return declared;
}

function address(route: Route, tenant: Tenant): string {
  const path = route.path
    .replace(":installationId", tenant.installationId)
    .replace(":ticketId", tenant.ticketId)
    .replace(/:\w+\{(\w+)[^}]*\}/g, "$1")
    .replace(/:\w+/g, "7");
  return server.url + path;
}

function call(route: Route, tenant: Tenant, headers: Record<string, string>): Promise<Response> {
  const isWrite = route.method === "PUT" || route.method === "POST";
  return fetch(address(route, tenant), {
    method: route.method,
    redirect: "manual",
    headers: { ...headers, ...(isWrite ? { "content-type": "application/json" } : {}) },
    // No route takes it, so that whoever is let in changes nothing either.
    ...(isWrite ? { body: `{"nothing":"${"of use"}"}` } : {}),
  });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function countRows(): Promise<Record<string, number>> {
  const { db } = server.server.context;
  const tables = {
    installations: schema.installations,
    policies: schema.policies,
    cycles: schema.routingCycles,
    people: schema.people,
    audit: schema.auditLog,
    sessions: schema.sessions,
  };
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(tables)) {
    const [row] = await db.select({ rows: count() }).from(table);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}

// First, for whoever renews a session below gets the role that the help desk tells.
describe("an agent's settings", () => {
  it("are for leads to see and to set, and the log says who did, and not why somebody is away", async () => {
    const everybody = await server.server.context.db.query.agents.findMany();
    const agent = everybody.find(({ installationId }) => installationId === first.installationId);
    const path = `${server.url}/api/installations/${first.installationId}/roster`;
    const set = (token: string) =>
      fetch(`${path}/${agent?.agentId}`, {
        method: "PUT",
        headers: { ...bearer(token), "content-type": "application/json" },
        body: JSON.stringify({ capacity: 3, pausedUntil: "2030-01-01T00:00:00Z" }),
      });
    expect((await fetch(path, { headers: bearer(first.tokens.agent) })).status).toBe(403);
    expect((await set(first.tokens.agent)).status).toBe(403);
    expect((await set(first.tokens.lead)).status).toBe(200);
    const roster = await (await fetch(path, { headers: bearer(first.tokens.lead) })).text();
    expect(roster).toContain('"settings":{"capacity":3');
    const audit = await fetch(`${server.url}/api/installations/${first.installationId}/audit`, {
      headers: bearer(first.tokens.admin),
    });
    const lines = (await audit.text()).trim().split("\n");
    const line = lines.map((text) => JSON.parse(text)).find(({ act }) => act === "agent settings saved");
    expect(line).toMatchObject({
      actor: `user:${first.shop.integrationUserId}`,
      detail: { agentId: agent?.agentId, fields: ["capacity", "pausedUntil"] },
    });
  });
});

describe("each route", () => {
  it("declares who may call it, and is open only where that is said twice", () => {
    const routes = listRoutes();
    const open = routes.filter(({ level }) => level === "open").map(({ name }) => name);
    expect(open.sort()).toEqual([...openRoutes].sort());
    expect(routes.length).toBeGreaterThan(open.length + 12);
  });

  it("refuses whoever shows nothing, or nothing good, in the same words", async () => {
    const before = await countRows();
    const good = first.tokens.admin;
    const shown: Record<string, string>[] = [
      {},
      bearer("wrong"),
      bearer(`${good}x`),
      bearer(good.slice(0, -1)),
      { authorization: `Basic ${btoa(`operator:${server.accessToken}`)}` },
      { authorization: good },
      { cookie: `access=${server.accessToken}` },
      { cookie: `signalbox-session=${server.accessToken}` },
      // A good cookie beside a bad header does not help.
      { ...bearer("wrong"), cookie: `signalbox-session=${good}` },
    ];
    for (const route of listRoutes().filter(({ level }) => level !== "open")) {
      for (const headers of shown) {
        const { status } = await call(route, first, headers);
        expect({ route: route.name, headers, status }).toEqual({ route: route.name, headers, status: 401 });
      }
      const byQuery = await fetch(`${address(route, first)}?access=${server.accessToken}`, {
        method: route.method,
      });
      expect(byQuery.status).toBe(401);
    }
    expect(await countRows()).toEqual(before);
  });

  it("lets in each role from its own level on, and nobody below it", async () => {
    for (const route of listRoutes()) {
      if (route.level === "open") continue;
      const endsTheTest = route.method === "DELETE" || route.path === "/sign-out";
      for (const [role, token] of [
        ...Object.entries(first.tokens),
        ["operator", server.accessToken],
      ] as const) {
        const isAllowed = ranks.indexOf(role as Level) >= ranks.indexOf(route.level);
        if (isAllowed && endsTheTest) continue;
        const { status } = await call(route, first, bearer(token));
        const outcome = status === 401 || status === 403 ? "refused" : "let in";
        expect({ route: route.name, role, outcome }).toEqual({
          route: route.name,
          role,
          // Renewing is for people: the help desk has nobody else to vouch for.
          outcome:
            route.path === "/api/session/renew" && role === "operator"
              ? "refused"
              : isAllowed
                ? "let in"
                : "refused",
        });
        expect(status).not.toBe(500);
      }
    }
  });
});

describe("another tenant's token", () => {
  it("finds nothing at any address of this tenant, whatever its role", async () => {
    const before = await countRows();
    let leaks = 0;
    let tried = 0;
    for (const route of listRoutes().filter(({ level }) => level !== "open" && level !== "operator")) {
      if (!route.path.includes(":installationId")) continue;
      for (const token of Object.values(second.tokens)) {
        const { status } = await call(route, first, bearer(token));
        tried += 1;
        if (status !== 404) leaks += 1;
      }
    }
    expect(tried).toBeGreaterThan(20);
    expect(leaks).toBe(0);
    expect(await countRows()).toEqual(before);
  });

  it("sees its own things only where no address names the tenant", async () => {
    for (const path of ["/tickets", `/tickets/${first.ticketId}`, "/api/installations", "/api/session"]) {
      const text = await (await fetch(server.url + path, { headers: bearer(second.tokens.admin) })).text();
      expect(text).not.toContain(first.installationId);
      if (path === "/tickets" || path === "/api/installations") {
        expect(text).toContain(second.shop.subdomain);
      }
    }
    for (const path of ["/tickets", `/tickets/${first.ticketId}`]) {
      const query = `?installation=${first.installationId}`;
      const answer = await fetch(server.url + path + query, { headers: bearer(second.tokens.admin) });
      expect(answer.status).toBe(404);
    }
  });

  it("for one ticket opens that ticket and no other", async () => {
    const path = (ticket: string) =>
      `${server.url}/api/installations/${first.installationId}/tickets/${ticket}`;
    const headers = bearer(first.tokens["ticket reader"]);
    expect((await fetch(path(first.ticketId), { headers })).status).toBe(200);
    expect((await fetch(path("999"), { headers })).status).toBe(403);
  });
});
