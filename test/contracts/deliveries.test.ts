import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/ports/app-error.ts";
import type { TicketEvent } from "../../src/ports/helpdesk-delivery.ts";
import { startReceiver } from "../sandbox/start-receiver.ts";
import { waitFor } from "../support/wait-for.ts";
import { message, type OpenSubject, pick, read, subjects } from "./contract-subject.ts";

/** A subscription to an address of ours, and what was really sent to it. */
async function subscribe({ client }: OpenSubject) {
  const receiver = await startReceiver();
  const { id, secret } = await client.createSubscription({ name: "Signalbox", url: receiver.url });
  const deliveries = () =>
    receiver.received.map(({ headers, rawBody }) => ({
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: new Uint8Array(rawBody),
    }));
  const first = () => waitFor("a delivery", () => deliveries()[0]);
  return { id, secret, deliveries, first };
}

function pointsTo(event: TicketEvent | undefined): string | null | undefined {
  if (event?.kind === "hint") return event.at === "new ticket" ? event.ticketId : undefined;
  return event?.kind === "created" ? event.facts.ticketId : undefined;
}

describe.each(subjects)("$name", (subject) => {
  describe("a delivery", () => {
    it("is accepted with the secret of its own subscription, and with no other", async () => {
      const it = await subject.open();
      const { secret, first } = await subscribe(it);
      it.desk.createTicket(message);
      const delivery = await first();
      const verify = (more: object) =>
        it.helpdesk.verifyDelivery({ ...delivery, secret, nowMs: Date.now(), ...more });
      const valid = await verify({});
      expect(valid).toEqual({ outcome: "valid", deliveryKey: expect.stringMatching(/^[\x21-\x7e]{1,200}$/) });
      expect(await verify({})).toEqual(valid);
      const refused = { outcome: "signature invalid" };
      expect(await verify({ secret: `${secret.slice(0, -1)}!` })).toEqual(refused);
      expect(await verify({ secret: `${secret} ` })).toEqual(refused);
      expect(await verify({ headers: new Headers() })).toEqual(refused);
    });

    if (subject.isSigned) {
      it("is refused when it was changed, and when it is old", async () => {
        const it = await subject.open();
        const { secret, first } = await subscribe(it);
        it.desk.createTicket(message);
        const { headers, body } = await first();
        const changed = new Uint8Array([...body, 0x20]);
        const verify = (bytes: Uint8Array<ArrayBuffer>, nowMs: number) =>
          it.helpdesk.verifyDelivery({ headers, body: bytes, secret, nowMs });
        expect(await verify(changed, Date.now())).toEqual({ outcome: "signature invalid" });
        expect(await verify(body, Date.now() + 3_600_000)).toEqual({ outcome: "signature stale" });
        expect(await verify(body, Date.now() - 3_600_000)).toEqual({ outcome: "signature stale" });
      });
    } else {
      it("is nothing but a hint, for its body could be anybody's", async () => {
        const it = await subject.open();
        const { first } = await subscribe(it);
        it.desk.createTicket(message);
        expect(it.helpdesk.parseDelivery((await first()).body)).toMatchObject({ kind: "hint" });
      });
    }

    it("of a new ticket points to it, under a key that is the same each time", async () => {
      const it = await subject.open();
      const { first } = await subscribe(it);
      const { id } = it.desk.createTicket(message);
      const { body } = await first();
      const event = it.helpdesk.parseDelivery(body);
      expect(pointsTo(event)).toBe(id);
      expect(it.helpdesk.parseDelivery(body)).toEqual(event);
      expect(event?.eventKey).toMatch(/^[\x21-\x7e]{1,200}$/);
    });

    it("that our own write causes says so, and there is none that looks like a new ticket", async () => {
      const it = await subject.open();
      const { deliveries, first } = await subscribe(it);
      const { id } = it.desk.createTicket(message);
      await first();
      const { groupId, agentId } = pick(it.desk);
      await it.client.updateTicket(await read(it, id), { groupId, assigneeId: agentId });
      it.desk.createTicket({ ...message, subject: "The next one" });
      await waitFor(
        "the next ticket's delivery",
        () =>
          deliveries().filter(({ body }) => pointsTo(it.helpdesk.parseDelivery(body))).length > 1 ||
          undefined,
      );
      const events = deliveries().map(({ body }) => it.helpdesk.parseDelivery(body));
      const ours = events.filter((event) => event && pointsTo(event) === undefined);
      for (const event of ours) expect(event).toMatchObject({ actorId: it.desk.integrationUserId });
      expect(events.filter((event) => pointsTo(event) === id)).toHaveLength(1);
    });

    it("with any other bytes is nothing, and never an error", async () => {
      const { helpdesk } = await subject.open();
      const bytes = fc.oneof(
        fc.uint8Array(),
        fc.json().map((json) => new TextEncoder().encode(json)),
      );
      fc.assert(
        fc.property(bytes, (body) => {
          expect(helpdesk.parseDelivery(new Uint8Array(body))).toBeUndefined();
        }),
      );
    });
  });

  it.each(["", "a", "evil.com/x", "a@b", "127.0.0.1", "localhost#", "[::1]", "a b", "-a-", "shöp"])(
    "never takes %j for a subdomain",
    async (text) => {
      const { helpdesk } = await subject.open();
      expect(helpdesk.parseSubdomain(" My-Shop ")).toBe("my-shop");
      expect(() => helpdesk.parseSubdomain(text)).toThrow(InputError);
    },
  );
});

it("each adapter has the files of the other, so that a diff of the two tells how they differ", () => {
  const filesOf = (name: string) => readdirSync(new URL(`../../src/helpdesks/${name}`, import.meta.url));
  const [zendesk, freshdesk] = [filesOf("zendesk"), filesOf("freshdesk")];
  expect(freshdesk.filter((file) => !zendesk.includes(file))).toEqual([]);
  expect(freshdesk.length).toBeGreaterThan(8);
});
