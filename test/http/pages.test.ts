import { afterEach, describe, expect, it } from "vitest";
import type { Policy } from "../../src/routing/policy.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const script = `<script>alert("1")</script>`;
const image = `<img src=x onerror='alert(2)'>`;
const group = `<svg onload=alert(3)> & "Returns"`;
const attack: Policy = {
  mode: "on",
  note: false,
  capacity: { default: 8 },
  fallback: "returns",
  queues: [{ id: "returns", name: `${image} queue`, group, pick: "fewest open" }],
  rules: [
    {
      id: "attack",
      name: `${image} rule`,
      when: {
        all: [
          { field: "subject", operator: "starts with", value: script },
          { field: "requester.name", operator: "is", value: image },
          { field: "tags", operator: "is", value: "a'\"b" },
        ],
      },
      then: [{ do: "send to queue", queue: "returns" }],
    },
    {
      id: "other",
      name: `"><b>other</b>`,
      when: { field: "subject", operator: "is", value: `</td>${script}` },
      then: [{ do: "add tags", tags: [script] }],
    },
  ],
};
const customer = {
  subject: `${script} where is it`,
  body: script,
  requester: { name: image, email: `"<script>"@mail.example` },
  tags: ["a'\"b"],
};

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function start(): Promise<TestServer> {
  server = await startTestServer("pglite", {
    sandbox: { team: { groups: [{ name: group, agents: 2 }] } },
    policy: attack,
  });
  return server;
}

async function open(it: TestServer, path: string): Promise<{ status: number; page: string }> {
  const authorization = `Bearer ${it.accessToken}`;
  const response = await fetch(`${it.url}${path}`, { headers: { authorization } });
  return { status: response.status, page: await response.text() };
}

/** The names of all elements on the page: markup that a stranger brought would show. */
function elementsOf(page: string): Set<string> {
  return new Set([...page.matchAll(/<([a-z0-9]+)/gi)].map((match) => (match[1] ?? "").toLowerCase()));
}

describe("the pages", () => {
  it("show what customers and admins wrote as text, never as markup", async () => {
    const it = await start();
    const { id } = it.sandbox.createTicket(customer);
    expect((await ended(it, id)).cycle.state).toBe("assigned");
    for (const path of ["/tickets", `/tickets/${id}`]) {
      const { status, page } = await open(it, path);
      expect(status).toBe(200);
      for (const element of ["script", "img", "svg", "b"]) expect(elementsOf(page)).not.toContain(element);
      expect(page).not.toMatch(/<[^>]+\son\w+=/i);
    }
    const { page } = await open(it, `/tickets/${id}`);
    expect(page).toContain("&lt;img src=x onerror=&#39;alert(2)&#39;&gt; rule");
    expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  });

  it("say in one sentence where a ticket went, and show rules, agents and history", async () => {
    const it = await start();
    const { id } = it.sandbox.createTicket(customer);
    const { cycle } = await ended(it, id);
    const { page } = await open(it, `/tickets/${id}`);
    expect(cycle.reason).toMatch(/\w/);
    for (const heading of ["Why", "Rules", "Agents considered", "History"]) {
      expect(page).toContain(`<h2>${heading}</h2>`);
    }
    expect(page).toContain("chosen");
    const history = page.slice(page.indexOf("<h2>History</h2>"));
    expect(history).toContain("Event: ticket created");
    const times = [...history.matchAll(/datetime="([^"]+)"/g)].map((match) => match[1]);
    expect(times.length).toBeGreaterThan(1);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("say so when no ticket has arrived yet", async () => {
    const it = await start();
    expect(await open(it, "/tickets")).toMatchObject({
      status: 200,
      page: expect.stringContaining("No ticket has arrived yet"),
    });
  });

  it("have no ticket for an address that is an attack itself", async () => {
    const it = await start();
    const { status, page } = await open(it, `/tickets/${encodeURIComponent(script)}`);
    expect(status).toBe(404);
    expect(page).toContain("&lt;script&gt;");
    expect(elementsOf(page)).not.toContain("script");
  });

  it("load nothing from elsewhere", async () => {
    const it = await start();
    const { page } = await open(it, "/tickets");
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});
