import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer("pglite");
});
afterAll(() => server.stop());

function call(route: string, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  const [method = "", path = ""] = route.split(" ");
  const address = `${server.url}${path.replaceAll(/:\w+/g, "x")}${query}`;
  return fetch(address, { method, headers, redirect: "manual" });
}

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
      expect(headers.get("referrer-policy")).toBe("same-origin");
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

  it("may be read by a page of another origin only where a bearer reads a ticket's story", async () => {
    const ticket = `/api/installations/${server.installationId}/tickets/1`;
    const ask = async (path: string) => {
      const { headers } = await fetch(server.url + path, {
        method: "OPTIONS",
        headers: { origin: "https://app.example", "access-control-request-method": "GET" },
      });
      return [headers.get("access-control-allow-origin"), headers.get("access-control-allow-methods")];
    };
    expect(await ask(`${ticket}/story`)).toEqual(["*", "GET"]);
    expect(await ask(`${ticket}/changes`)).toEqual(["*", "GET"]);
    for (const path of [ticket, `${ticket}/wrong-place`, `${ticket}/re-route`, "/api/session", "/tickets"]) {
      expect(await ask(path)).toEqual([null, null]);
    }
    const answer = await call(`GET ${ticket}/story`, { origin: "https://app.example" });
    expect([answer.status, answer.headers.get("access-control-allow-credentials")]).toEqual([401, null]);
  });
});
