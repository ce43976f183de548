import { describe, expect, test } from "vitest";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function openTickets(count: number) {
  let nowMs = Date.parse("2026-11-02T09:00:00Z");
  const opened = await openSandbox({ now: () => nowMs });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  for (let number = 1; number <= count; number++) {
    newCustomerTicket(opened.sandbox, number);
    advance(1_000);
  }
  return { ...opened, advance, now: () => nowMs };
}

describe("reading tickets", () => {
  test("works with and without .json, and an unknown id is RecordNotFound", async () => {
    const { api } = await openTickets(1);
    const plain = await api("GET", "/api/v2/tickets/1001");
    expect((await api("GET", "/api/v2/tickets/1001.json")).body).toEqual(plain.body);
    expect(plain.body.ticket).toMatchObject({ status: "new", group_id: null, assignee_id: null, tags: [] });
    const missing = await api("GET", "/api/v2/tickets/9999.json");
    expect(missing.status).toBe(404);
    expect(missing.body).toEqual({ error: "RecordNotFound", description: "Not found" });
    expect((await api("GET", "/api/v2/tickets/abc")).status).toBe(400);
  });

  test("by show_many leaves out what does not exist", async () => {
    const { api } = await openTickets(3);
    const { body } = await api("GET", "/api/v2/tickets/show_many.json?ids=1001,1003,9999");
    expect(body.tickets.map((ticket: { id: number }) => ticket.id)).toEqual([1001, 1003]);
    expect(body.count).toBe(2);
  });

  test("can load users, groups and organizations along", async () => {
    const { api, sandbox } = await openTickets(1);
    const { agent, groupId } = agentAndGroups(sandbox);
    sandbox.actAsHuman(agent.id, 1001, { assignee_id: agent.id, group_id: groupId });
    const { body } = await api("GET", "/api/v2/tickets/1001?include=users,groups,organizations");
    expect(body.users).toHaveLength(2);
    expect(body.groups).toHaveLength(1);
    expect(body.organizations).toEqual([]);
  });

  test("shows the creation audit: the comment first, then a Create event per field", async () => {
    const { api } = await openTickets(1);
    const { body } = await api("GET", "/api/v2/tickets/1001/audits.json");
    const [first] = body.audits;
    expect(first.events[0].type).toBe("Comment");
    const requester = first.events.find(
      (event: { field_name?: string }) => event.field_name === "requester_id",
    );
    expect(requester).toMatchObject({ type: "Create", value: expect.any(String) });
  });
});

describe("lists", () => {
  test("walk by cursor in the wished order without gaps or repeats", async () => {
    const { api } = await openTickets(5);
    const seen: number[] = [];
    let path = "/api/v2/tickets.json?page%5Bsize%5D=2&sort=-updated_at";
    for (;;) {
      const { body } = await api("GET", path);
      seen.push(...body.tickets.map((ticket: { id: number }) => ticket.id));
      if (!body.meta.has_more) break;
      path = `/api/v2/tickets?page[size]=2&sort=-updated_at&page[after]=${encodeURIComponent(body.meta.after_cursor)}`;
    }
    expect(seen).toEqual([1005, 1004, 1003, 1002, 1001]);
  });

  test("give links on the host that was called, or on the account's own name", async () => {
    const { api, sandbox } = await openTickets(3);
    const called = await api("GET", "/api/v2/tickets?page[size]=2");
    expect(new URL(called.body.links.next).origin).toBe(sandbox.url);
    const other = await openSandbox({ variants: { linkHost: "canonical" } });
    newCustomerTicket(other.sandbox, 1);
    newCustomerTicket(other.sandbox, 2);
    const own = await other.api("GET", "/api/v2/tickets?page[size]=1");
    expect(new URL(own.body.links.next).host).toBe("larkfield.zendesk.com");
  });

  test("walk by page number too, with a count", async () => {
    const { api } = await openTickets(5);
    const { body } = await api("GET", "/api/v2/tickets.json?page=2&per_page=2&sort_by=id&sort_order=desc");
    expect(body.tickets.map((ticket: { id: number }) => ticket.id)).toEqual([1003, 1002]);
    expect(body.count).toBe(5);
    expect(body.next_page).toContain("page=3");
    expect(body.previous_page).toContain("page=1");
  });

  test("refuse mixed paging, oversized pages and deep page numbers", async () => {
    const { api } = await openTickets(1);
    for (const query of ["page=1&page[size]=2", "page[size]=101", "page=101&per_page=100"]) {
      const { status, body } = await api("GET", `/api/v2/tickets?${query}`);
      expect(status).toBe(400);
      expect(body.errors[0]).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
    }
  });

  test("ignore sorts that cursor paging does not know", async () => {
    const { api } = await openTickets(3);
    const { status, body } = await api("GET", "/api/v2/tickets?page[size]=3&sort=-priority");
    expect(status).toBe(200);
    expect(body.tickets.map((ticket: { id: number }) => ticket.id)).toEqual([1001, 1002, 1003]);
  });
});

describe("the incremental export", () => {
  test("withholds the last minute", async () => {
    const { api, now, advance } = await openTickets(3);
    const start = Math.floor(now() / 1_000) - 3_600;
    const early = await api("GET", `/api/v2/incremental/tickets/cursor.json?start_time=${start}`);
    expect(early.body).toMatchObject({ tickets: [], end_of_stream: true });
    advance(60_000);
    const late = await api("GET", `/api/v2/incremental/tickets/cursor?cursor=${early.body.after_cursor}`);
    expect(late.body.tickets.map((ticket: { id: number }) => ticket.id)).toEqual([1001, 1002, 1003]);
    expect(late.body.tickets[0].generated_timestamp).toBe(Date.parse("2026-11-02T09:00:00Z") / 1_000);
  });

  test("repeats the last record of a page and ends", async () => {
    const { api, now, advance } = await openTickets(3);
    advance(120_000);
    const start = Math.floor(now() / 1_000) - 3_600;
    const path = "/api/v2/incremental/tickets/cursor";
    const first = await api("GET", `${path}?start_time=${start}&per_page=2`);
    expect(first.body.end_of_stream).toBe(false);
    expect(Buffer.from(first.body.after_cursor, "base64").toString()).toMatch(/^\d+\.\d+\|\|1002\|$/);
    const second = await api("GET", `${path}?cursor=${first.body.after_cursor}&per_page=2`);
    expect(second.body.tickets.map((ticket: { id: number }) => ticket.id)).toEqual([1002, 1003]);
    expect(second.body.end_of_stream).toBe(true);
  });

  test("refuses a start time younger than a minute and shows deletions", async () => {
    const { api, now, advance, sandbox } = await openTickets(2);
    sandbox.deleteTicket(1001);
    advance(120_000);
    const seconds = Math.floor(now() / 1_000);
    const path = "/api/v2/incremental/tickets/cursor";
    expect((await api("GET", `${path}?start_time=${seconds}`)).status).toBe(422);
    const all = await api("GET", `${path}?start_time=${seconds - 3_600}`);
    expect(all.body.tickets.map((ticket: { status: string }) => ticket.status)).toEqual(["new", "deleted"]);
    const living = await api("GET", `${path}?start_time=${seconds - 3_600}&exclude_deleted=true`);
    expect(living.body.tickets).toHaveLength(1);
  });
});

describe("creating over the API", () => {
  test("answers 201 with a Location, takes the requester along and needs a description", async () => {
    const { api } = await openTickets(0);
    const ticket = {
      subject: "Hello",
      comment: { body: "Hi" },
      requester: { name: "New", email: "new@example.com" },
    };
    const { status, headers, body } = await api("POST", "/api/v2/tickets.json", { ticket });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(body.ticket.url);
    expect(body.ticket.via.channel).toBe("api");
    expect(body.ticket.submitter_id).not.toBe(body.ticket.requester_id);
    const blank = await api("POST", "/api/v2/tickets.json", { ticket: { subject: "Hello" } });
    expect(blank.status).toBe(422);
    expect(blank.body.details.base[0].error).toBe("BlankValue");
  });

  test("replays the reply for an idempotency key and refuses another body under it", async () => {
    const { api, sandbox } = await openTickets(0);
    const send = (subject: string) =>
      api(
        "POST",
        "/api/v2/tickets",
        { ticket: { subject, comment: { body: "Hi" } } },
        { headers: { "Idempotency-Key": "k1" } },
      );
    const first = await send("One");
    expect(first.headers.get("x-idempotency-lookup")).toBe("miss");
    const again = await send("One");
    expect(again.headers.get("x-idempotency-lookup")).toBe("hit");
    expect(again.body).toEqual(first.body);
    expect((await send("Two")).status).toBe(400);
    expect(sandbox.tickets()).toHaveLength(1);
  });
});
