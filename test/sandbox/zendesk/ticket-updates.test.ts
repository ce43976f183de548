import { describe, expect, test } from "vitest";
import type { Variants } from "../../../src/sandbox/zendesk/variants.ts";
import { agentAndGroups, newCustomerTicket, openSandbox } from "./open-sandbox.ts";

async function openTicket(variants: Partial<Variants> = {}) {
  let nowMs = Date.parse("2026-11-02T09:00:00.250Z");
  const { sandbox, api } = await openSandbox({ variants, now: () => nowMs });
  const ticket = newCustomerTicket(sandbox);
  const put = (changes: Record<string, unknown>) =>
    api("PUT", `/api/v2/tickets/${ticket.id}`, { ticket: changes });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { sandbox, api, ticket, put, advance, ...agentAndGroups(sandbox) };
}

describe("an update", () => {
  test("returns the ticket and an audit whose Change events hold the previous value, ids as strings", async () => {
    const { put, agent, groupId, ticket } = await openTicket();
    const { status, body } = await put({ group_id: groupId, assignee_id: agent.id, priority: "high" });
    expect(status).toBe(200);
    expect(body.ticket).toMatchObject({ group_id: groupId, assignee_id: agent.id, priority: "high" });
    expect(body.audit).toMatchObject({ ticket_id: ticket.id, via: { channel: "api" } });
    expect(body.audit.events).toContainEqual(
      expect.objectContaining({
        type: "Change",
        field_name: "assignee_id",
        value: String(agent.id),
        previous_value: null,
      }),
    );
    expect(body.audit.events).toContainEqual(
      expect.objectContaining({ field_name: "priority", value: "high", previous_value: null }),
    );
  });

  test("stamps updated_at in whole seconds", async () => {
    const { put, advance } = await openTicket();
    advance(5_700);
    const { body } = await put({ priority: "low" });
    expect(body.ticket.updated_at).toBe("2026-11-02T09:00:05Z");
  });

  test("that changes nothing answers 200 with an empty audit and leaves the stamp", async () => {
    const { put, ticket, advance } = await openTicket();
    advance(10_000);
    const { status, body } = await put({ subject: ticket.subject });
    expect(status).toBe(200);
    expect(body.audit.events).toEqual([]);
    expect(body.ticket.updated_at).toBe(ticket.updated_at);
  });

  test("that changes nothing moves the stamp in the other variant", async () => {
    const { put, advance } = await openTicket({ noOpUpdate: "bumps" });
    advance(10_000);
    expect((await put({})).body.ticket.updated_at).toBe("2026-11-02T09:00:10Z");
  });

  test("drops unknown and read-only keys without a word, except for the id", async () => {
    const { put, ticket } = await openTicket();
    const silent = await put({ description: "rewritten", nonsense: 1, created_at: "2020-01-01T00:00:00Z" });
    expect(silent.status).toBe(200);
    expect(silent.body.ticket.description).toBe(ticket.description);
    expect(silent.headers.get("x-zendesk-api-warn")).toBeNull();
    const warned = await put({ id: 1, description: "rewritten" });
    expect(warned.body.ticket.id).toBe(ticket.id);
    expect(warned.headers.get("x-zendesk-api-warn")).toContain(':unpermitted_keys=>["ticket.id"]');
  });

  test("replaces all tags and merges custom fields", async () => {
    const { put } = await openTicket();
    await put({ tags: ["a", "b"], custom_fields: [{ id: 1, value: "x" }] });
    const { body } = await put({ tags: ["c"], custom_fields: [{ id: 2, value: "y" }] });
    expect(body.ticket.tags).toEqual(["c"]);
    expect(body.ticket.custom_fields).toEqual([
      { id: 1, value: "x" },
      { id: 2, value: "y" },
    ]);
  });

  test("adds additional_tags, or drops them, as the variant says", async () => {
    const applied = await openTicket();
    await applied.put({ tags: ["a", "b"] });
    const changes = { additional_tags: ["routed"], remove_tags: ["a"] };
    expect((await applied.put(changes)).body.ticket.tags).toEqual(["b", "routed"]);
    const dropped = await openTicket({ additionalTags: "dropped" });
    await dropped.put({ tags: ["a", "b"] });
    expect((await dropped.put(changes)).body.ticket.tags).toEqual(["a", "b"]);
  });

  test("without a ticket object is refused", async () => {
    const { api, ticket } = await openTicket();
    expect((await api("PUT", `/api/v2/tickets/${ticket.id}`, { group_id: 1 })).status).toBe(400);
  });

  test.each([
    ["status", "reopened"],
    ["priority", "critical"],
    ["type", "complaint"],
    ["status", "deleted"],
  ])("refuses an unknown %s", async (field, value) => {
    const { put } = await openTicket();
    const { status, body } = await put({ [field]: value });
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: "RecordInvalid", description: "Record validation errors" });
    expect(body.details[field]).toHaveLength(1);
  });

  test("of a closed ticket is refused", async () => {
    const { put } = await openTicket();
    await put({ status: "closed" });
    const { status, body } = await put({ priority: "low" });
    expect(status).toBe(422);
    expect(body.details.status[0].description).toBe("Status: closed prevents ticket update");
  });
});

describe("the assignment rules", () => {
  test("refuse an assignee who is not a member of the group, with both complaints", async () => {
    const { put, agent, foreignGroupId, sandbox, ticket } = await openTicket();
    const { status, body } = await put({
      group_id: foreignGroupId,
      assignee_id: agent.id,
      priority: "urgent",
    });
    expect(status).toBe(422);
    expect(body.details.assignee).toEqual([
      { description: "Assignee: is invalid", error: "InvalidValue" },
      { description: "Assignee: is not a member of the group" },
    ]);
    expect(sandbox.findTicket(ticket.id)).toEqual(ticket);
  });

  test("take the group from the agent's default membership when none is given", async () => {
    const { put, agent } = await openTicket();
    expect((await put({ assignee_id: agent.id })).body.ticket.group_id).toBe(agent.defaultGroupId);
  });

  test.each(["light", "suspended", "end user", "nobody"])("refuse an assignee who is %s", async (kind) => {
    const { put, sandbox, ticket } = await openTicket();
    const team = sandbox.agents();
    const ids: Record<string, number | undefined> = {
      light: team.find((agent) => agent.roleType === 1)?.id,
      suspended: team.find((agent) => agent.suspended)?.id,
      "end user": ticket.requester_id,
      nobody: 999,
    };
    const { status, body } = await put({ assignee_id: ids[kind] });
    expect(status).toBe(422);
    expect(body.details.assignee[0].error).toBe("InvalidValue");
  });

  test("refuse a group that does not exist", async () => {
    const { put } = await openTicket();
    expect((await put({ group_id: 42 })).body.details).toHaveProperty("group");
  });

  test("open a new ticket on assignment, or leave it new, as the variant says", async () => {
    const opening = await openTicket();
    expect((await opening.put({ assignee_id: opening.agent.id })).body.ticket.status).toBe("open");
    const staying = await openTicket({ statusOnAssignment: "stays" });
    expect((await staying.put({ assignee_id: staying.agent.id })).body.ticket.status).toBe("new");
  });

  test("clear an assignee outside a lone new group, or refuse it, as the variant says", async () => {
    const clearing = await openTicket();
    await clearing.put({ assignee_id: clearing.agent.id });
    const moved = await clearing.put({ group_id: clearing.foreignGroupId });
    expect(moved.body.ticket).toMatchObject({ group_id: clearing.foreignGroupId, assignee_id: null });
    const refusing = await openTicket({ groupWithoutMember: "refused" });
    await refusing.put({ assignee_id: refusing.agent.id });
    expect((await refusing.put({ group_id: refusing.foreignGroupId })).status).toBe(422);
  });
});

describe("collision control", () => {
  test("refuses an outdated stamp with 409 and changes nothing", async () => {
    const { put, ticket, sandbox, advance } = await openTicket();
    advance(2_000);
    await put({ priority: "high" });
    const { status, body } = await put({
      priority: "low",
      safe_update: true,
      updated_stamp: ticket.updated_at,
    });
    expect(status).toBe(409);
    expect(body.error).toBe("UpdateConflict");
    expect(sandbox.findTicket(ticket.id)?.priority).toBe("high");
  });

  test("compares strings, so another spelling of the same moment is a conflict", async () => {
    const { put, ticket } = await openTicket();
    const updated_stamp = ticket.updated_at.replace("Z", ".000Z");
    expect((await put({ priority: "low", safe_update: true, updated_stamp })).status).toBe(409);
  });

  test("is on as soon as the key is present, even when false", async () => {
    const { put, ticket, advance } = await openTicket();
    advance(1_000);
    await put({ priority: "high" });
    const outdated = { priority: "low", updated_stamp: ticket.updated_at };
    expect((await put({ ...outdated, safe_update: false })).status).toBe(409);
    expect((await put(outdated)).status).toBe(200);
  });

  test("lets two writes of the same second slip through", async () => {
    const { put, ticket } = await openTicket();
    await put({ priority: "high" });
    const late = await put({ priority: "low", safe_update: true, updated_stamp: ticket.updated_at });
    expect(late.status).toBe(200);
  });
});

describe("comments", () => {
  test("follow the ticket when they do not say whether they are public", async () => {
    const { api, put } = await openTicket();
    expect((await put({ comment: { body: "To the customer" } })).body.audit.events[0]).toMatchObject({
      type: "Comment",
      public: true,
    });
    const created = await api("POST", "/api/v2/tickets", {
      ticket: { subject: "Internal", comment: { body: "Among us", public: false } },
    });
    const path = `/api/v2/tickets/${created.body.ticket.id}`;
    const reply = await api("PUT", path, { ticket: { comment: { body: "Still among us" } } });
    expect(reply.body.audit.events[0]).toMatchObject({ public: false });
  });

  test("bump updated_at", async () => {
    const { put, advance } = await openTicket();
    advance(3_000);
    const { body } = await put({ comment: { body: "Routed by rule 7", public: false } });
    expect(body.ticket.updated_at).toBe("2026-11-02T09:00:03Z");
  });
});

describe("the tags endpoints", () => {
  test("add with PUT, replace with POST and remove with DELETE", async () => {
    const { api, ticket } = await openTicket();
    const path = `/api/v2/tickets/${ticket.id}/tags`;
    expect((await api("PUT", path, { tags: ["a", "b"] })).body).toEqual({ tags: ["a", "b"] });
    expect((await api("PUT", path, { tags: ["c"] })).body).toEqual({ tags: ["a", "b", "c"] });
    expect((await api("DELETE", path, { tags: ["b"] })).body).toEqual({ tags: ["a", "c"] });
    expect((await api("POST", path, { tags: ["z"] })).body).toEqual({ tags: ["z"] });
  });

  test("know collision control too", async () => {
    const { api, ticket } = await openTicket();
    const body = { tags: ["a"], safe_update: true, updated_stamp: "2020-01-01T00:00:00Z" };
    expect((await api("PUT", `/api/v2/tickets/${ticket.id}/tags`, body)).status).toBe(409);
  });
});
