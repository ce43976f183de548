import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRejections } from "../../src/db/queries/deliveries.ts";
import { deliveries } from "../../src/db/schema/index.ts";
import { secretHeader } from "../../src/helpdesks/freshdesk/webhook.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { creationRules, type FreshdeskShop, openConnectedShop } from "../support/freshdesk-shop.ts";

describe.each(engines)("a Freshdesk delivery on %s", (engine) => {
  let shop: FreshdeskShop;
  /** Where the rule sends to, and what it shows. */
  let webhook: { url: string; custom_headers: Record<string, string> };
  beforeAll(async () => {
    shop = await openConnectedShop(engine);
    webhook = creationRules(shop)[0]?.actions[0] as typeof webhook;
  });
  afterAll(() => shop.stop());

  async function post(
    body: string,
    {
      url = webhook.url,
      headers = webhook.custom_headers,
    }: Partial<Pick<Request, "url">> & {
      headers?: Record<string, string>;
    } = {},
  ): Promise<string> {
    const response = await fetch(url, { method: "POST", headers, body });
    const { outcome } = (await response.json()) as { outcome: string };
    return `${response.status} ${outcome}`;
  }

  /** What was refused so far: counted by reason, and nothing of it kept. */
  async function refused(reason: string, installationId = shop.installationId): Promise<number> {
    const { context, recorder } = shop.server;
    await recorder.drain();
    const rejections = await listRejections(context.db, installationId);
    return rejections.find((one) => one.reason === reason)?.count ?? 0;
  }
  const hintAt = (ticketId: string) => JSON.stringify({ ticket_id: ticketId, event: "created" });

  it("with a wrong secret, or without one, is a 401, and only counted", async () => {
    const secret = webhook.custom_headers[secretHeader] ?? "";
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    for (const given of [{}, { [secretHeader]: "" }, { [secretHeader]: secret.replace(/.$/, "x") }]) {
      expect(await post(hintAt("4711"), { headers: given as Record<string, string> })).toBe(
        "401 signature invalid",
      );
    }
    expect(await refused("signature invalid")).toBe(3);
  });

  it("to another address is a 404, and only counted", async () => {
    const url = webhook.url.replace(/[^/]+$/, "unknown");
    expect(await post(hintAt("4711"), { url })).toBe("404 endpoint unknown");
    expect(await post(hintAt("4711"), { url: webhook.url.replace("freshdesk", "zendesk") })).toBe(
      "404 endpoint unknown",
    );
    expect(await refused("endpoint unknown", "")).toBe(2);
  });

  it("that is too large is a 413, and only counted", async () => {
    expect(await post("x".repeat(256 * 1024 + 1))).toBe("413 too large");
    expect(await refused("too large", "")).toBe(1);
  });

  it("that points nowhere is a 400, and only counted", async () => {
    const bodies = ["", "not JSON", "[]", "{}", hintAt("../../agents"), hintAt("-1"), hintAt("1".repeat(17))];
    for (const body of bodies) expect({ body, is: await post(body) }).toEqual({ body, is: "400 malformed" });
    expect(await refused("malformed")).toBe(bodies.length);
  });

  it("that was made up finds nothing to route, for the ticket is read", async () => {
    const bystander = shop.sandbox.createTicket({
      subject: "Anything",
      description: "At all",
      requester: { name: "Customer 1", email: "customer1@mail.example" },
    });
    await ended(shop, bystander.id);
    const before = shop.sandbox.tickets();
    const claims = { ticket_id: "999999", event: "created", ticket_group_id: "1", ticket_status: "Open" };
    expect(await post(JSON.stringify(claims))).toBe("200 accepted");
    const { cycle } = await ended(shop, 999_999);
    expect(cycle).toMatchObject({ state: "left alone", reason: "The ticket was deleted or marked as spam." });
    expect(shop.sandbox.tickets()).toEqual(before);
  });

  it("is recorded once, however often the same is told and in whatever form", async () => {
    const body = hintAt("888888");
    expect(await post(body)).toBe("200 accepted");
    expect(await post(body)).toBe("200 duplicate");
    expect(await post(JSON.stringify({ freshdesk_webhook: { ticket_id: 888888 } }))).toBe("200 duplicate");
    const { db } = shop.server.context;
    const rows = await db.select().from(deliveries).where(eq(deliveries.ticketId, "888888"));
    expect(rows).toMatchObject([{ eventKey: "created:888888", eventType: "created" }]);
  });
});
