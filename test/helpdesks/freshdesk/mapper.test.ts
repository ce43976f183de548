import { describe, expect, it } from "vitest";
import { FreshdeskTicket } from "../../../src/helpdesks/freshdesk/api-types.ts";
import { mapNote, mapTarget, mapTicket, mapUpdate } from "../../../src/helpdesks/freshdesk/mapper.ts";

/** A ticket as REST answers it, cut to what matters here. */
const read = (changes: Record<string, unknown> = {}) =>
  mapTicket(
    FreshdeskTicket.parse({
      id: 49_548,
      subject: "A test ticket",
      description: "<div>This is a test ticket.</div>",
      description_text: "This is a test ticket.",
      status: 2,
      priority: 2,
      source: 2,
      type: "Question",
      group_id: null,
      responder_id: null,
      requester_id: 36_012_621_950,
      company_id: null,
      product_id: null,
      tags: ["test-tag"],
      custom_fields: {},
      spam: false,
      created_at: "2025-01-08T09:43:49Z",
      updated_at: "2025-01-08T09:43:50Z",
      ...changes,
    }),
  );

describe("a ticket that was read", () => {
  it("has its ids as text, its text without markup, and its requester", () => {
    const requester = {
      id: 36_012_621_950,
      name: "Kim",
      email: "kim@shop.example",
      mobile: null,
      phone: null,
    };
    expect(
      read({ requester, group_id: 67_000_259_997, responder_id: 67_013_469_919, company_id: 5 }),
    ).toMatchObject({
      id: "49548",
      body: "This is a test ticket.",
      groupId: "67000259997",
      assigneeId: "67013469919",
      organizationId: "5",
      tags: ["test-tag"],
      requester: { id: "36012621950", name: "Kim", email: "kim@shop.example", locale: null, tags: [] },
    });
  });

  it("tells how many files are attached to it, and nothing where there are none", () => {
    expect(read({ attachments: [{ id: 1 }, { id: 2 }] }).attachments).toBe(2);
    expect(read({ attachments: [] })).not.toHaveProperty("attachments");
    expect(read()).not.toHaveProperty("attachments");
  });

  it.each([
    ["the end, where that is all", { due_by: "2025-01-10T09:00:00Z" }, "2025-01-10T09:00:00Z"],
    [
      "the first answer before the end",
      { fr_due_by: "2025-01-08T10:00:00Z", due_by: "2025-01-10T09:00:00Z" },
      "2025-01-08T10:00:00Z",
    ],
    [
      "the next answer, once the first one's time is over without complaint",
      {
        fr_due_by: "2025-01-08T09:00:00Z",
        fr_escalated: false,
        nr_due_by: "2025-01-09T09:00:00Z",
        due_by: "2025-01-10T09:00:00Z",
      },
      "2025-01-09T09:00:00Z",
    ],
    [
      "a first answer that was complained about",
      { fr_due_by: "2025-01-08T09:00:00Z", fr_escalated: true, due_by: "2025-01-10T09:00:00Z" },
      "2025-01-08T09:00:00Z",
    ],
    ["nothing, where there is no target", { fr_due_by: null, nr_due_by: null, due_by: null }, null],
    ["what is not known, where the account has no targets", {}, undefined],
  ])("is due by %s", (_name, targets, due) => {
    expect(read(targets).slaDueAt).toBe(due);
  });

  it.each([
    [2, "open"],
    [3, "pending"],
    [4, "solved"],
    [5, "closed"],
    [6, "open"],
    [99, "open"],
  ])("with status %d is %s", (status, ours) => {
    expect(read({ status }).status).toBe(ours);
  });

  it.each([
    [1, "low"],
    [2, "normal"],
    [3, "high"],
    [4, "urgent"],
    [0, null],
    [9, null],
  ])("with priority %d is %s", (priority, ours) => {
    expect(read({ priority }).priority).toBe(ours);
  });

  it.each([
    [1, "email"],
    [2, "web"],
    [3, "phone"],
    [7, "chat"],
    [9, "web"],
    [10, "email"],
    [13, "messaging"],
    [104, "source 104"],
    [null, "other"],
  ])("with source %s came by %s", (source, ours) => {
    expect(read({ source }).channel).toBe(ours);
  });

  it("keeps the custom fields that can be compared, and lacks nothing where the help desk has null", () => {
    const custom_fields = { cf_size: "42", cf_paid: true, cf_sum: 7, cf_none: null, cf_deep: { a: 1 } };
    const ticket = read({ custom_fields, tags: null, subject: null, description_text: null, type: null });
    expect(ticket.customFields).toEqual({
      cf_size: "42",
      cf_paid: true,
      cf_sum: 7,
      cf_none: null,
      cf_deep: null,
    });
    expect(ticket).toMatchObject({ subject: "", body: "", tags: [], type: null });
  });
});

describe("what is sent", () => {
  it("is numbers, and nothing that is not changed", () => {
    const update = { groupId: "67000259997", assigneeId: "67013469919", priority: "urgent" as const };
    expect(mapUpdate(["a"], update)).toEqual({
      group_id: 67_000_259_997,
      responder_id: 67_013_469_919,
      priority: 4,
    });
    expect(mapUpdate(["a"], {})).toEqual({});
  });

  it("has the tags that are there with ours, each once", () => {
    expect(mapUpdate(["newsletter", "vip"], { addTags: ["vip", "fraud"] })).toEqual({
      tags: ["newsletter", "vip", "fraud"],
    });
  });

  it("puts group and agent back to nobody, and no priority to nothing, for there is none such", () => {
    expect(mapTarget({ groupId: null, assigneeId: null, priority: null })).toEqual({
      group_id: null,
      responder_id: null,
    });
  });

  it("carries a note as text, not as markup", () => {
    expect(mapNote("<script>&")).toBe("<div>&lt;script&gt;&amp;</div>");
  });
});
