import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/test-server.ts";

/** Whoever adds a route that anybody may call has to say so here. */
const openRoutes = [
  "POST /webhooks/:helpdesk/:endpoint",
  "GET /healthz",
  "GET /readyz",
  "GET /style.css",
  "GET /install/:helpdesk",
  "POST /install/:helpdesk",
  "GET /install/:helpdesk/callback",
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer("pglite");
});
afterAll(() => server.stop());

function listRoutes(): string[] {
  const routes = server.server.app.routes.filter((route) => route.method !== "ALL");
  return [...new Set(routes.map((route) => `${route.method} ${route.path}`))];
}

function call(route: string, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  const [method = "", path = ""] = route.split(" ");
  const address = `${server.url}${path.replaceAll(/:\w+/g, "x")}${query}`;
  return fetch(address, { method, headers, redirect: "manual" });
}

const unauthorized = {
  error: { code: "unauthorized", message: expect.stringContaining("access token") },
};

describe("each route", () => {
  it("is either open on purpose or the operator's", async () => {
    const routes = listRoutes();
    const statuses = await Promise.all(
      routes.map(async (route) => ({ route, isOpen: (await call(route)).status !== 401 })),
    );
    // A delivery shows its own signature instead, and without one to a known endpoint it is refused as well.
    expect(
      statuses
        .filter(({ isOpen }) => isOpen)
        .map(({ route }) => route)
        .sort(),
    ).toEqual([...openRoutes].sort());
    expect(routes.length).toBeGreaterThan(openRoutes.length + 5);
  });

  it("that is the operator's refuses every wrong token in the same words", async () => {
    const guarded = listRoutes().filter((route) => !openRoutes.includes(route));
    const right = server.accessToken;
    for (const route of guarded) {
      const answers = await Promise.all([
        call(route),
        call(route, { authorization: "Bearer wrong" }),
        call(route, { authorization: `Basic ${btoa(`operator:${right}`)}` }),
        call(route, { authorization: `Bearer ${right.slice(0, -1)}` }),
        call(route, { authorization: `Bearer ${right}x` }),
        call(route, { cookie: `access=${right}` }),
        call(route, {}, "?access="),
        call(route, {}, "?access=wrong"),
        call(route, {}, `?access=wrong&access=${right}`),
      ]);
      for (const answer of answers) {
        expect({ route, status: answer.status }).toEqual({ route, status: 401 });
        expect(await answer.json()).toEqual(unauthorized);
      }
    }
  });

  it("that is the operator's opens by header and by link", async () => {
    const guarded = listRoutes().filter((route) => !openRoutes.includes(route));
    for (const route of guarded) {
      const byHeader = await call(route, { authorization: `Bearer ${server.accessToken}` });
      const byLink = await call(route, {}, `?access=${encodeURIComponent(server.accessToken)}`);
      expect([byHeader.status, byLink.status]).not.toContain(401);
      expect([byHeader.status, byLink.status]).not.toContain(500);
    }
  });
});

describe("each answer", () => {
  it.each(["/healthz", "/readyz", "/style.css", "/tickets", "/nothing/here"])(
    "carries the security headers: %s",
    async (path) => {
      const { headers } = await call(`GET ${path}`);
      const policy = headers.get("content-security-policy") ?? "";
      for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
        expect(policy).toContain(directive);
      }
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
    },
  );

  it("that refuses has one shape: a code for programs and a message for people", async () => {
    const authorization = `Bearer ${server.accessToken}`;
    const answers = await Promise.all([
      call("GET /nothing/here"),
      call(`GET /api/installations/${server.installationId}/tickets/1`, { authorization }),
      call("GET /api/installations/ins_other/tickets", { authorization }),
      call("POST /api/installations", { authorization }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 400]);
    for (const answer of answers) {
      expect(await answer.json()).toEqual({
        error: { code: expect.stringMatching(/^[a-z-]+$/), message: expect.stringMatching(/\w+/) },
      });
    }
  });

  it("for a page that is not there is a page", async () => {
    const authorization = `Bearer ${server.accessToken}`;
    for (const route of ["GET /tickets/1", "GET /tickets?installation=ins_other"]) {
      const answer = await call(route, { authorization });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("was not found.");
    }
  });

  it("to a body that is too large has that shape as well", async () => {
    const answer = await fetch(`${server.url}/api/installations`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.accessToken}` },
      body: "x".repeat(4 * 1024 * 1024 + 1),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: "too-large" } });
  });
});
