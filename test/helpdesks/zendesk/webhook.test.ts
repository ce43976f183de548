import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createZendesk } from "../../../src/helpdesks/zendesk/index.ts";
import { subscriptionSets } from "../../../src/helpdesks/zendesk/subscription-sets.ts";

type Json = Record<string, unknown>;

/** A delivery as it was recorded, with whatever a test changes of it. */
function envelope(changes: { detail?: Json } & Json = {}): Json {
  const { detail, ...rest } = changes;
  return {
    account_id: 22_129_848,
    detail: {
      actor_id: "8447388090494",
      assignee_id: "8447388090494",
      created_at: "2025-01-08T10:12:07Z",
      custom_status: "8447320465790",
      external_id: null,
      group_id: "8447320466430",
      id: "5158",
      priority: "LOW",
      status: "OPEN",
      tags: ["a"],
      type: "TASK",
      updated_at: "2025-01-08T10:12:07Z",
      via: { channel: "web_service" },
      ...detail,
    },
    event: {},
    id: "cbe4028c-7239-495d-b020-f22348516046",
    subject: "zen:ticket:5158",
    time: "2025-01-08T10:12:07.672717030Z",
    type: "zen:event-type:ticket.created",
    zendesk_event_version: "2022-11-06",
    ...rest,
  };
}

const [wanted = []] = subscriptionSets;
const ofTickets = wanted.filter((type) => type.includes(":ticket."));
const ofPeople = wanted.filter((type) => !type.includes(":ticket."));
const encode = (text: string) => new TextEncoder().encode(text);
const parse = (body: unknown) => createZendesk().parseDelivery(encode(JSON.stringify(body, null, 3)));

describe("a ticket event", () => {
  it("keeps ids as text and reads capitals as our own words", () => {
    expect(parse(envelope())).toEqual({
      kind: "created",
      eventKey: "cbe4028c-7239-495d-b020-f22348516046",
      eventType: "created",
      actorId: "8447388090494",
      facts: {
        ticketId: "5158",
        status: "open",
        priority: "low",
        groupId: "8447320466430",
        assigneeId: "8447388090494",
        createdAt: "2025-01-08T10:12:07Z",
        updatedAt: "2025-01-08T10:12:07Z",
      },
    });
  });

  it("may leave group, assignee, priority, tags and actor empty", () => {
    const detail = { group_id: null, assignee_id: "", priority: null, tags: null, actor_id: null };
    expect(parse(envelope({ detail }))).toMatchObject({
      actorId: null,
      facts: { groupId: null, assigneeId: null, priority: null },
    });
  });

  it("keeps an id that a number could no longer tell from its neighbour", () => {
    const detail = { assignee_id: "9007199254740993" };
    expect(parse(envelope({ detail }))).toMatchObject({ facts: { assigneeId: "9007199254740993" } });
  });

  it.each([
    "2025-01-08T10:12:07Z",
    "2025-01-08T10:12:07.672Z",
    "2025-01-08T10:12:07.672717030Z",
    "2025-01-08T12:12:07+02:00",
  ])("may stamp its times as %s", (stamp) => {
    const event = parse(envelope({ time: stamp, detail: { updated_at: stamp, created_at: stamp } }));
    expect(event).toMatchObject({ facts: { updatedAt: stamp, createdAt: stamp } });
  });

  it.each(ofTickets.filter((type) => !type.endsWith(".created")))("of the type %s is a change", (type) => {
    const event = { current: "1", previous: null, meta: { sequence: { id: "A", position: 1 } } };
    expect(parse(envelope({ type, event }))).toMatchObject({
      kind: "changed",
      eventType: type.replace("zen:event-type:ticket.", ""),
    });
  });

  it.each([
    [{ previous: "7", current: null }, "7"],
    [{ previous: "7", current: "" }, "7"],
    [{ previous: "7", current: "8" }, undefined],
    [{ previous: null, current: "8" }, undefined],
    [{ previous: ["7"], current: null }, undefined],
    [undefined, undefined],
  ])(
    "that changes the assignee by %j says whom it took the ticket off, where nobody has it then",
    (change, from) => {
      const type = "zen:event-type:ticket.agent_assignment_changed";
      const event = parse(envelope({ type, event: change }));
      expect(event).toMatchObject({ kind: "changed" });
      expect(event?.kind === "changed" && event.takenFrom).toBe(from);
    },
  );

  it.each([
    ["zen:event-type:ticket.comment_added", "comment_added"],
    ["zen:event-type:ticket.soft_deleted", "soft_deleted"],
    ["zen:event-type:user.created", "zen:event-type:user.created"],
    ["zen:event-type:messaging_ticket.message_added", "zen:event-type:messaging_ticket.message_added"],
  ])("of the type %s is none of routing's business, whatever it carries", (type, eventType) => {
    expect(parse({ ...envelope({ type }), detail: { id: "5158" } })).toEqual({
      kind: "other",
      eventKey: "cbe4028c-7239-495d-b020-f22348516046",
      eventType,
    });
  });
});

describe("an event about people", () => {
  it.each(ofPeople)("of the type %s says that the roster is to be read, and nothing else", (type) => {
    const detail = type.includes(":user.") ? { id: "7", role: "agent" } : { agent_id: "7", version: "3" };
    expect(parse({ ...envelope({ type }), detail, event: { anything: [1] } })).toEqual({
      kind: "hint",
      at: "roster",
      ticketId: null,
      eventKey: "cbe4028c-7239-495d-b020-f22348516046",
      eventType: type.replace("zen:event-type:", ""),
      actorId: null,
    });
  });

  it("is none of routing's business where it is about a customer, unless that was an agent a moment ago", () => {
    const about = (name: string) =>
      parse({
        ...envelope({ type: `zen:event-type:user.${name}` }),
        detail: { id: "7", role: "end-user" },
      })?.kind;
    expect([about("suspended_changed"), about("deleted"), about("role_changed")]).toEqual([
      "other",
      "other",
      "hint",
    ]);
  });
});

describe("what is no ticket event", () => {
  it.each([
    ["an event id with a NUL", envelope({ id: "a\u0000b" })],
    ["an event id with a line break", envelope({ id: "a\nb" })],
    ["an event id with half a character", envelope({ id: "\ud800" })],
    ["an empty event id", envelope({ id: "" })],
    ["an endless event id", envelope({ id: "x".repeat(201) })],
    ["an event type with a NUL", envelope({ type: "zen:event-type:ticket.x\u0000" })],
    ["a ticket id with a NUL", envelope({ detail: { id: "12\u00003" } })],
    ["a ticket id that is a path", envelope({ detail: { id: "1/../../users/me" } })],
    ["a group id with a NUL", envelope({ detail: { group_id: "\u0000" } })],
    ["an actor that is a word", envelope({ detail: { actor_id: "me" } })],
    ["a time that is none", envelope({ detail: { updated_at: "yesterday" } })],
    ["no ticket", { ...envelope(), detail: undefined }],
    ["a list", [envelope()]],
    ["null", null],
  ])("is refused: %s", (_name, body) => {
    expect(parse(body)).toBeUndefined();
  });

  it("never throws, whatever bytes arrive", () => {
    const helpdesk = createZendesk();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(helpdesk.parseDelivery(bytes)).toBeUndefined();
      }),
    );
  });

  it("never throws, whatever JSON arrives", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(createZendesk().parseDelivery(encode(text))).toBeUndefined();
      }),
    );
  });

  it("never throws where any field of a real one is replaced", () => {
    const names = Object.keys(envelope().detail as Json);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), fc.jsonValue(), (name, value, id) => {
        const event = parse(envelope({ detail: { [name]: value }, id }));
        if (event) expect(event.eventKey).toMatch(/^[\x21-\x7e]{1,200}$/);
        if (event?.kind === "created") expect(event.facts.ticketId).toMatch(/^\d{1,16}$/);
      }),
    );
  });
});
