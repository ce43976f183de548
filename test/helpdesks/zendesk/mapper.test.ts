import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditReply, TicketReply } from "../../../src/helpdesks/zendesk/api-types.ts";
import { mapReplaced, mapTarget, mapTicket, mapUpdate } from "../../../src/helpdesks/zendesk/mapper.ts";
import { type Ticket, ticketPriorities, ticketStatuses } from "../../../src/routing/ticket.ts";

/** A ticket as REST answers it, cut to what matters here. */
function reply(ticket: Record<string, unknown> = {}, users: unknown[] = []): unknown {
  return {
    ticket: {
      id: 4016,
      via: { channel: "api", source: { from: {}, to: {}, rel: null } },
      created_at: "2023-09-18T23:26:00Z",
      updated_at: "2023-09-18T23:26:01Z",
      type: null,
      subject: "test",
      description: "test",
      priority: null,
      status: "new",
      requester_id: 6_130_907_993_114,
      assignee_id: null,
      organization_id: 6_130_869_157_658,
      group_id: null,
      tags: [],
      custom_fields: [{ id: 1, value: null }],
      brand_id: 6_130_830_354_842,
      ...ticket,
    },
    users,
  };
}

function read(ticket: Record<string, unknown> = {}, users: unknown[] = []): Ticket {
  const parsed = TicketReply.parse(reply(ticket, users));
  return mapTicket(parsed.ticket, parsed.users);
}

describe("a ticket that was read", () => {
  it("has its ids as text, and its requester from the side-loaded users", () => {
    const user = {
      id: 6_130_907_993_114,
      name: "Kim",
      email: "kim@shop.example",
      locale: "de",
      tags: ["vip"],
    };
    const ticket = read({ group_id: 360_001, assignee_id: 6_130_871_991_962 }, [user]);
    expect(ticket).toMatchObject({
      id: "4016",
      groupId: "360001",
      assigneeId: "6130871991962",
      brandId: "6130830354842",
      organizationId: "6130869157658",
      requester: { id: "6130907993114", name: "Kim", email: "kim@shop.example", locale: "de", tags: ["vip"] },
      updatedAt: "2023-09-18T23:26:01Z",
    });
  });

  it("is due by the earliest of its targets that are neither met nor standing still", () => {
    const metric = (metric: string, stage: string, breach_at: string | null) => ({
      metric,
      stage,
      breach_at,
    });
    const dueOf = (slas: unknown) => read({ slas }).slaDueAt;
    const policy_metrics = [
      metric("first_reply_time", "achieved", "2023-09-18T23:30:00Z"),
      metric("agent_work_time", "paused", "2023-09-18T23:40:00Z"),
      metric("requester_wait_time", "active", "2023-09-19T01:26:00+02:00"),
      metric("next_reply_time", "active", "2023-09-18T23:50:00Z"),
    ];
    expect(dueOf({ policy_metrics })).toBe("2023-09-18T23:26:00Z");
    expect(dueOf({ policy_metrics: policy_metrics.slice(0, 2) })).toBeNull();
    for (const unknown of [undefined, null, "soon", { policy_metrics: [{ breach_at: "soon" }] }]) {
      expect(dueOf(unknown)).toBeUndefined();
    }
  });

  it("has empty words, not missing ones, where the help desk has null", () => {
    const ticket = read({ subject: null, description: null, tags: null, custom_fields: null, via: null });
    expect(ticket).toMatchObject({ subject: "", body: "", tags: [], customFields: {}, channel: "other" });
    expect(ticket.requester).toEqual({
      id: "6130907993114",
      name: null,
      email: null,
      locale: null,
      tags: [],
    });
  });

  it.each([
    ["mail", "email"],
    ["email", "email"],
    ["api", "api"],
    ["web_service", "api"],
    ["native_messaging", "messaging"],
    ["voice", "phone"],
    ["any_channel_of_tomorrow", "any_channel_of_tomorrow"],
  ])("came by %s, which we call %s", (channel, ours) => {
    expect(read({ via: { channel } }).channel).toBe(ours);
  });

  it.each(ticketStatuses)("may be %s, in small letters and in capitals", (status) => {
    expect(read({ status }).status).toBe(status);
    expect(read({ status: status.toUpperCase() }).status).toBe(status);
  });

  it("counts as open work under a status that nobody knows, and as unranked under such a priority", () => {
    const ticket = read({ status: "awaiting_carrier", priority: "catastrophic" });
    expect(ticket).toMatchObject({ status: "open", priority: null });
  });

  it("keeps the custom fields that can be compared, by id", () => {
    const custom_fields = [
      { id: 1, value: "blue" },
      { id: 2, value: ["a", "b"] },
      { id: 3, value: true },
      { id: 4, value: 7 },
      { id: 5, value: { nested: "thing" } },
      { id: 6 },
    ];
    expect(read({ custom_fields }).customFields).toEqual({
      1: "blue",
      2: ["a", "b"],
      3: true,
      4: 7,
      5: null,
      6: null,
    });
  });
});

describe("an update that is sent", () => {
  it("is one conditional write under the very stamp that was read", () => {
    const update = { groupId: "360001", assigneeId: "6130871991962", priority: "high" as const };
    expect(mapUpdate(read(), update)).toEqual({
      group_id: 360_001,
      assignee_id: 6_130_871_991_962,
      priority: "high",
      safe_update: true,
      updated_stamp: "2023-09-18T23:26:01Z",
    });
  });

  it("leaves out what it does not change", () => {
    expect(Object.keys(mapUpdate(read({ tags: ["a"] }), {}))).toEqual(["safe_update", "updated_stamp"]);
  });

  it("keeps the tags that were there, each once", () => {
    const ticket = read({ tags: ["newsletter", "vip"] });
    expect(mapUpdate(ticket, { addTags: ["vip", "fraud"] }).tags).toEqual(["newsletter", "vip", "fraud"]);
  });

  it("carries its note as a private one, whatever the note says", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (note) => {
        expect(mapUpdate(read(), { note }).comment).toEqual({ body: note, public: false });
      }),
    );
  });

  it("can put a value back to nothing", () => {
    expect(mapTarget({ groupId: null, assigneeId: null, priority: null })).toEqual({
      group_id: null,
      assignee_id: null,
      priority: null,
    });
  });

  it("comes back from the help desk as it was meant, for any ids, priority and tags", () => {
    const id = fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }).map(String);
    const tag = fc.stringMatching(/^[a-z_]{1,12}$/);
    const update = fc.record(
      { groupId: id, assigneeId: id, priority: fc.constantFrom(...ticketPriorities), addTags: fc.array(tag) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(update, fc.uniqueArray(tag), (asked, tags) => {
        const before = read({ tags });
        const sent = JSON.parse(JSON.stringify(mapUpdate(before, asked)));
        const after = read({ tags, ...sent });
        expect(after).toMatchObject({
          groupId: asked.groupId ?? null,
          assigneeId: asked.assigneeId ?? null,
          priority: asked.priority ?? null,
        });
        expect(new Set(after.tags)).toEqual(new Set([...tags, ...(asked.addTags ?? [])]));
      }),
    );
  });
});

describe("what a write of ours replaced", () => {
  const seen = { groupId: "10", assigneeId: null, priority: "normal" as const };
  const change = (field_name: string, previous_value: unknown) => ({
    type: "Change",
    field_name,
    previous_value,
  });
  const audit = (...events: AuditReply["events"]): AuditReply => ({
    id: 1,
    author_id: "1",
    created_at: null,
    events,
  });

  it.each([
    ["nothing, without a record", undefined, null],
    ["nothing, by an empty record", audit(), null],
    ["nothing, where the values before were the ones we saw", audit(change("group_id", "10")), null],
    ["nothing, where the same id comes as a number", audit(change("group_id", 10)), null],
    ["nothing, where nobody had been set, in any spelling", audit(change("assignee_id", "")), null],
    ["an agent of the same second", audit(change("assignee_id", "77")), { assigneeId: "77" }],
    [
      "a group of the same second",
      audit(change("group_id", "12"), change("assignee_id", null)),
      { groupId: "12" },
    ],
    [
      "a group that somebody had emptied",
      audit(change("group_id", null), change("assignee_id", null)),
      { groupId: null },
    ],
    ["a priority of the same second", audit(change("priority", "urgent")), { priority: "urgent" }],
    ["a priority that somebody had removed", audit(change("priority", null)), { priority: null }],
    [
      "not what the vendor's own rules did after us",
      audit(change("assignee_id", null), change("assignee_id", "5")),
      null,
    ],
    ["nothing in other fields", audit(change("subject", "old"), { type: "Comment" }), null],
    ["nothing by the entries of a creation", audit({ type: "Create", field_name: "group_id" }), null],
  ])("is %s", (_name, record, replaced) => {
    expect(mapReplaced(seen, { assigneeId: "77" }, record)).toEqual(replaced);
  });

  it("comes with the agent where somebody had chosen the same one, in a group of their choice", () => {
    const both = audit(change("group_id", "12"), change("assignee_id", null));
    expect(mapReplaced(seen, { assigneeId: "77" }, both)).toEqual({ groupId: "12" });
    const groupAlone = audit(change("group_id", "12"));
    expect(mapReplaced(seen, { assigneeId: "77" }, groupAlone)).toEqual({ groupId: "12", assigneeId: "77" });
    expect(mapReplaced(seen, {}, groupAlone)).toEqual({ groupId: "12" });
  });
});
