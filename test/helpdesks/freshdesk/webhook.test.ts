import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createFreshdesk } from "../../../src/helpdesks/freshdesk/index.ts";

const recorded = new URL("../../../../shared/data/vendors/freshdesk/", import.meta.url);
const encode = (text: string) => new TextEncoder().encode(text);
const parse = (body: unknown) => createFreshdesk().parseDelivery(encode(JSON.stringify(body)));

const created = (ticketId: string, actorId: string | null = null) => ({
  kind: "hint",
  at: "new ticket",
  ticketId,
  eventKey: `created:${ticketId}`,
  eventType: "created",
  actorId,
});

const appEvent = (event: string, data: object = {}, timestamp: unknown = 1_636_116_313.97) => ({
  currentHost: { endpoint_urls: { freshdesk: "https://acme.freshdesk.com" } },
  event,
  timestamp,
  region: "US",
  data: { actor: { type: "agent", id: 48 }, ticket: { id: 165, model_id: 28_939_101 }, ...data },
});

describe("a webhook of our rule", () => {
  it.each([
    ["as we write it", { ticket_id: "11", event: "created" }],
    ["with a number for text", { ticket_id: 11, event: "created" }],
    ["in the envelope of the simple layout", { freshdesk_webhook: { ticket_id: 11 } }],
    ["with the event in the help desk's own notation", { ticket_id: "11", event: "{ticket_action:created}" }],
  ])("points to a new ticket: %s", (_name, body) => {
    expect(parse(body)).toEqual(created("11"));
  });

  it("that an admin made for changes is a hint at the ticket", () => {
    const body = { freshdesk_webhook: { ticket_id: "11", triggered_event: "{priority:{from:3,to:1}}" } };
    expect(parse(body)).toMatchObject({ kind: "hint", at: "ticket", ticketId: "11", actorId: null });
  });

  it("never has a key that the database would refuse", () => {
    const bodies = [
      { ticket_id: "11", event: "{status:\u0000}" },
      appEvent("onTicketUpdate", {}, "17\u0000\n é"),
    ];
    for (const body of bodies) expect(parse(body)?.eventKey).toMatch(/^[\x21-\x7e]{1,200}$/);
  });

  it.each([
    {},
    { ticket_id: "" },
    { ticket_id: "null" },
    { ticket_id: "../agents/me" },
    { ticket_id: -1 },
    { ticket_id: 1.5 },
    { ticket_id: "12345678901234567" },
    { freshdesk_webhook: {} },
  ])("is malformed as %j", (body) => {
    expect(parse(body)).toBeUndefined();
  });

  const isThere = existsSync(recorded);
  it.skipIf(!isThere)(
    `is read as it was recorded elsewhere${isThere ? "" : " (skipped: the recordings are not on this machine)"}`,
    () => {
      const read = (path: string) => JSON.parse(readFileSync(new URL(path, recorded), "utf8"));
      expect(parse(read("webhooks/ticket_created.json"))).toEqual(created("11"));
      expect(parse(read("webhooks/priority_changed.json"))).toMatchObject({ at: "ticket", ticketId: "11" });
      expect(parse(read("app-events/onTicketCreate.json"))).toMatchObject({
        at: "new ticket",
        ticketId: "165",
      });
      expect(parse(read("app-events/onTicketUpdate.json"))).toMatchObject({ at: "ticket", ticketId: "205" });
      expect(parse(read("app-events/onTicketDelete.json"))).toMatchObject({ kind: "hint", at: "ticket" });
    },
  );
});

describe("an event of our app", () => {
  it("of a new ticket has the key that the rule's webhook has, so both together count once", () => {
    expect(parse(appEvent("onTicketCreate"))).toEqual(created("165", "48"));
  });

  it("of a change is a hint at the ticket, with who did it, and another key each time", () => {
    const first = parse(appEvent("onTicketUpdate"));
    expect(first).toMatchObject({ kind: "hint", at: "ticket", ticketId: "165", actorId: "48" });
    expect(parse(appEvent("onTicketUpdate", {}, 1_636_116_314.5))?.eventKey).not.toBe(first?.eventKey);
    const bySystem = appEvent("onTicketUpdate", { actor: { id: 0, type: "system" } });
    expect(parse(bySystem)).toMatchObject({ actorId: "0" });
  });

  it.each(["onAgentAvailabilityUpdate", "onAgentUpdate", "onAgentStatusCreate", "onGroupDelete"])(
    "%s is a hint at the roster",
    (event) => {
      expect(parse(appEvent(event, { ticket: null }))).toMatchObject({ at: "roster", ticketId: null });
    },
  );

  it("of something else is recorded and needs nothing", () => {
    expect(parse(appEvent("onConversationCreate"))).toMatchObject({ kind: "other" });
  });

  it("may count its time in seconds, in milliseconds, or as text", () => {
    for (const timestamp of [1_636_116_313.97, 1_636_116_313_970, "1636116313970", undefined]) {
      expect(parse(appEvent("onTicketDelete", {}, timestamp))).toMatchObject({ at: "ticket" });
    }
  });
});

describe("the secret", () => {
  const secret = "0123456789abcdef".repeat(4);
  const verify = (headers: Record<string, string>, body = "{}") =>
    createFreshdesk().verifyDelivery({
      headers: new Headers(headers),
      body: encode(body),
      secret,
      nowMs: 0,
    });

  it("opens, whatever time it is, and the same bytes are the same delivery", async () => {
    const first = await verify({ "X-Signalbox-Secret": secret }, '{"ticket_id":"1"}');
    expect(first.outcome).toBe("valid");
    expect(await verify({ "X-Signalbox-Secret": secret }, '{"ticket_id":"1"}')).toEqual(first);
    expect(await verify({ "X-Signalbox-Secret": secret }, '{"ticket_id":"2"}')).not.toEqual(first);
  });

  it.each([
    {},
    { "X-Signalbox-Secret": "" },
    { "X-Signalbox-Secret": `${"0".repeat(63)}1` },
    { authorization: secret },
  ])("is missed in %j", async (headers) => {
    expect(await verify(headers as Record<string, string>)).toEqual({ outcome: "signature invalid" });
  });
});
