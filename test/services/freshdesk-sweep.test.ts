import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getInstallation } from "../../src/services/installations/connect-installation.ts";
import { reconcileTickets } from "../../src/services/tickets/reconcile-tickets.ts";
import { creationRule } from "../sandbox/freshdesk/open-sandbox.ts";
import { allRouted } from "../support/all-routed.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import {
  creationRules,
  type FreshdeskShop,
  groupNamed,
  openConnectedShop,
  wrongSize,
} from "../support/freshdesk-shop.ts";

/** More than a page of the list. */
const many = 105;

describe.each(engines)("the sweep of a Freshdesk on %s", (engine) => {
  let shop: FreshdeskShop;
  beforeAll(async () => {
    shop = await openConnectedShop(engine, {
      env: { SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "0", SIGNALBOX_STRANDED_SECONDS: "3600" },
    });
  });
  beforeEach(() => {
    shop.sandbox.faults.lossRate = 0;
    shop.setVariants({});
  });
  afterAll(() => shop.stop());

  const reconcile = async () =>
    reconcileTickets(shop.server.context, await getInstallation(shop.server.context, shop.installationId));
  const createMany = () => Array.from({ length: many }, () => shop.sandbox.createTicket(wrongSize).id);

  it("finds and routes the tickets whose webhook was lost, each once, and says so", async () => {
    shop.sandbox.faults.lossRate = 1;
    const ids = createMany();
    expect(await reconcile()).toEqual({ seen: many, found: many });
    const { cycle } = await ended(shop, ids[0] ?? 0);
    expect(cycle).toMatchObject({ state: "assigned", source: "sweep", cycle: 1 });
    // What our own writes move is told anew, and would stand in the way of what the next test counts.
    await allRouted(shop.server.context, { installationId: shop.installationId, ticketCount: many });
    expect((await reconcile()).found).toBe(0);
  });

  it("goes on where a limit ended it, instead of beginning anew for ever", async () => {
    shop.sandbox.faults.lossRate = 1;
    const ids = createMany();
    let lists = 0;
    shop.network.breaks = (method, path) => method === "GET" && /\/tickets$/.test(path) && ++lists > 1;
    await expect(reconcile()).rejects.toMatchObject({ failure: "unavailable" });
    delete shop.network.breaks;
    const { sweptUntil } = await getInstallation(shop.server.context, shop.installationId);
    expect(sweptUntil).not.toBeNull();
    await reconcile();
    for (const id of [ids[0], ids[60], ids[104]]) {
      expect((await ended(shop, id ?? 0)).cycle.source).toBe("sweep");
    }
  });

  it("finds the tickets of an account that runs only the first matching rule", async () => {
    shop.setVariants({ creationRules: "first-match" });
    await shop.api("POST", "/automations/1/rules", {
      ...creationRule("http://127.0.0.1:1/x"),
      position: 1,
      actions: [{ field_name: "priority", value: 2 }],
    });
    const { id } = shop.sandbox.createTicket(wrongSize);
    await shop.sandbox.idle();
    expect(shop.sandbox.deliveries().filter(({ ticketId }) => ticketId === id)).toEqual([]);
    expect((await reconcile()).found).toBe(1);
    expect((await ended(shop, id)).cycle).toMatchObject({ state: "assigned", source: "sweep" });
    await shop.api("DELETE", `/automations/1/rules/${creationRules(shop)[0]?.id}`);
  });

  it("counts nothing against an agent any more that went to spam", async () => {
    const bulk = { ...wrongSize, subject: "Bulk order of 120 mugs" };
    const { memberIds } = groupNamed(shop, "Wholesale");
    const openOf = (agentId: number) =>
      shop.sandbox.tickets().filter((ticket) => ticket.responder_id === agentId && ticket.status === 2)
        .length;
    // Room for one more each.
    for (const agentId of memberIds) shop.sandbox.setAssignmentLimit(agentId, openOf(agentId) + 1);
    await resync(shop);
    const first = memberIds.map(() => shop.sandbox.createTicket(bulk).id);
    for (const id of first) expect((await ended(shop, id)).cycle.state).toBe("assigned");
    const waiting = shop.sandbox.createTicket(bulk).id;
    expect((await ended(shop, waiting)).cycle.state).toBe("held");
    shop.sandbox.markAsSpam(first[0] ?? 0);
    await reconcile();
    // The room that came of it is for whoever waits, and nothing else has to happen.
    await ended(shop, waiting, "assigned");
    const next = shop.sandbox.createTicket(bulk).id;
    expect((await ended(shop, next)).cycle.state).toBe("held");
  });
});
