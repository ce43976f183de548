import { count } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as schema from "../../src/db/schema/index.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { apiOf } from "../support/api-of.ts";
import { ended } from "../support/ended.ts";
import { type DeskServer, startDeskServer } from "../support/test-server.ts";

/** What was about returns goes to wholesale, and a word is new. */
const draft: Policy = {
  ...demoPolicy,
  rules: [
    {
      id: "lamps",
      name: "Lamps",
      when: { field: "subject", operator: "contains", value: "lamp" },
      then: [
        { do: "send to queue", queue: "wholesale" },
        { do: "add tags", tags: ["lamp"] },
      ],
      last: true,
    },
    ...demoPolicy.rules,
  ],
};
const subjects = ["How do I return this lamp?", "Mug arrived broken", "How do I return this rug?"];

describe.each(emulatedHelpdesks)("a policy that is not published, with %s", (helpdesk) => {
  let server: DeskServer;
  let call: ReturnType<typeof apiOf>;
  let tickets: string[] = [];
  beforeAll(async () => {
    server = await startDeskServer(helpdesk, "pglite");
    call = apiOf(server);
    for (const subject of subjects) {
      const requester = { name: "Customer 1", email: "customer1@mail.example" };
      const { id } = server.desk.createTicket({ subject, body: "Please tell me.", requester });
      await ended(server, id, "assigned");
      tickets = [...tickets, String(id)];
    }
  }, 120_000);
  afterAll(() => server.stop());

  async function countRows(): Promise<number[]> {
    const { db } = server.server.context;
    const { decisions, reservations, routingCycles, auditLog, policies } = schema;
    const tables = [decisions, reservations, routingCycles, auditLog, policies];
    return Promise.all(
      tables.map(async (table) => (await db.select({ rows: count() }).from(table))[0]?.rows ?? 0),
    );
  }

  it("tells where a typed ticket would go, by which rule, and where it goes now", async () => {
    const { json } = await call("POST", "/policy/try", {
      document: draft,
      ticket: { typed: { subject: "A lamp to return" } },
    });
    expect(json).toMatchObject({
      outcome: "decided",
      receipt: { outcome: "assign", queue: { name: "Wholesale", ruleId: "lamps" } },
      inForce: { receipt: { queue: { name: "Returns" } } },
      sentence: expect.stringContaining("Wholesale"),
    });
    expect(json.rules).toHaveLength(draft.rules.length);
    expect(json.rules[0]).toMatchObject({ id: "lamps", outcome: "matched" });
    expect(json.rules[1]).toMatchObject({ outcome: "not reached" });
  });

  it("tells where a ticket that was routed would have gone, and leaves everything as it was", async () => {
    const before = await countRows();
    const shown = JSON.stringify(server.desk.tickets());
    const { json } = await call("POST", "/policy/try", { document: draft, ticket: { id: tickets[0] } });
    expect(json).toMatchObject({
      outcome: "decided",
      ticket: { id: tickets[0], subject: subjects[0] },
      receipt: { outcome: "assign", queue: { name: "Wholesale" } },
    });
    expect(await countRows()).toEqual(before);
    expect(JSON.stringify(server.desk.tickets())).toBe(shown);
  });

  it("is told apart from what is no policy", async () => {
    const { json } = await call("POST", "/policy/try", {
      document: { ...draft, fallback: "nowhere" },
      ticket: { typed: {} },
    });
    expect(json).toMatchObject({ outcome: "not a policy", problems: [{ path: ["fallback"] }] });
  });

  it("answers for a ticket that nobody has that it was not found", async () => {
    const answer = await call("POST", "/policy/try", { ticket: { id: "999999" } });
    expect(answer.status).toBe(404);
  });

  it("is compared on the shop's own tickets with the one in force, a page at a time", async () => {
    const before = await countRows();
    const entries = [];
    let at: unknown;
    do {
      const { status, json } = await call("POST", "/policy/backtest", {
        document: draft,
        limit: 2,
        ...(at ? { before: at } : {}),
      });
      expect(status).toBe(200);
      entries.push(...json.entries);
      at = json.next;
    } while (at);
    expect(entries.map(({ ticketId }) => ticketId)).toEqual(tickets.toReversed());
    const changed = entries.filter(({ differs }) => differs.length > 0);
    expect(changed).toEqual([
      expect.objectContaining({
        ticketId: tickets[0],
        inForce: expect.objectContaining({ queue: "Returns" }),
        draft: expect.objectContaining({ queue: "Wholesale", tags: ["lamp"] }),
        differs: expect.arrayContaining(["queue", "tags"]),
      }),
    ]);
    // The same policy sends every ticket where it went.
    const same = await call("POST", "/policy/backtest", { document: demoPolicy });
    expect(same.json.entries.flatMap(({ differs }: { differs: string[] }) => differs)).toEqual([]);
    expect(await countRows()).toEqual(before);
  });
});
