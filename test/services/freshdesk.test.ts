import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deliveries, groups } from "../../src/db/schema/index.ts";
import type { FreshdeskSandbox } from "../../src/sandbox/freshdesk/start-freshdesk-sandbox.ts";
import { createInstallToken } from "../../src/services/apps/app-tokens.ts";
import {
  connectInstallation,
  getInstallation,
} from "../../src/services/installations/connect-installation.ts";
import { listInstallationViews } from "../../src/services/installations/list-installations.ts";
import { reconcileTickets } from "../../src/services/tickets/reconcile-tickets.ts";
import { creationRule } from "../sandbox/freshdesk/open-sandbox.ts";
import { ended, resync } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { type FreshdeskServer, useFreshdeskServer } from "../support/use-freshdesk-server.ts";
import { waitFor } from "../support/wait-for.ts";

const requester = { name: "Customer 1", email: "customer1@mail.example" };
const wrongSize = { subject: "Wrong size", description: "Can I exchange the boots?", requester };

const start = useFreshdeskServer();

function groupOf({ sandbox }: { sandbox: FreshdeskSandbox }, name = "Returns") {
  const group = sandbox.groups().find((candidate) => candidate.name === name);
  if (!group) throw new Error(`no group ${name}`);
  const members = sandbox.agents().filter((agent) => agent.groupIds.includes(group.id));
  return { ...group, members };
}

/** Installs our app in the help desk: an admin gives it a token, and it tells us that it is there. */
async function installApp({ server: { context }, installationId, sandbox, url }: FreshdeskServer) {
  const { installToken } = await createInstallToken(context, { installationId, actor: "operator" });
  const authorization = `Bearer ${installToken}`;
  const installed = await fetch(`${url}/hooks/app/installed`, {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ host: sandbox.url }),
  });
  expect(installed.status).toBe(201);
  sandbox.installApp({ url: `${url}/hooks/app/events`, headers: { authorization } });
}

const outcomesOf = async ({ server: { context } }: FreshdeskServer, ticketId: number) =>
  (
    await context.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.ticketId, String(ticketId)))
  ).map(({ eventType, outcome, reason }) => ({ eventType, outcome, reason }));

describe.each(engines)("a Freshdesk ticket on %s", (engine) => {
  it("is routed to group, agent and priority, keeps its tags, and gets its reason as a private note", async () => {
    const it = await start(engine);
    const charged = { ...wrongSize, subject: "Charged twice", tags: ["newsletter"] };
    const { id } = it.sandbox.createTicket(charged);
    const { cycle, decisions } = await ended(it, id);
    const { id: groupId, members } = groupOf(it, "Payments");
    expect(cycle).toMatchObject({ state: "assigned", source: "webhook", attempts: 1 });
    expect(decisions).toMatchObject([{ writeState: "applied" }]);
    const ticket = it.sandbox.findTicket(id);
    expect(ticket).toMatchObject({ group_id: groupId, priority: 4, tags: ["newsletter", "possible_fraud"] });
    expect(members.map((agent) => agent.id)).toContain(ticket?.responder_id);
    await waitFor("the note", () => it.sandbox.notesOf(id)[0]);
    expect(it.sandbox.notesOf(id)).toMatchObject([
      { private: true, body: expect.stringContaining("Signalbox: Payments, because the subject says") },
    ]);
  });

  it("goes to a group that assigns by itself without an agent, and Freshdesk picks one", async () => {
    const it = await start(engine, { autoAssignDelayMs: 5 });
    const { id: groupId, members } = groupOf(it);
    it.sandbox.setAutoAssign(groupId, 12);
    await resync(it);
    const { db } = it.server.context;
    const [row] = await db
      .select()
      .from(groups)
      .where(eq(groups.groupId, String(groupId)));
    expect(row?.assignsItself).toBe(true);
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle, decisions } = await ended(it, id);
    expect(cycle).toMatchObject({
      state: "grouped",
      reason: expect.stringContaining("own routing picks the person"),
    });
    expect(decisions[0]?.receipt.update).not.toHaveProperty("assigneeId");
    await waitFor("Freshdesk's own choice", () => it.sandbox.findTicket(id)?.responder_id ?? undefined);
    expect(members.map((agent) => agent.id)).toContain(it.sandbox.findTicket(id)?.responder_id);
  });

  it("that the form keeps from being saved ends as failed, with the field and what the admin can do", async () => {
    const it = await start(engine);
    it.sandbox.requireFields(["cf_order_number"]);
    const { id } = it.sandbox.createTicket(wrongSize);
    const { cycle } = await ended(it, id);
    expect(cycle.state).toBe("failed");
    expect(cycle.reason).toMatch(/\(cf_order_number\).*make the field optional for agents/);
    expect(it.sandbox.findTicket(id)).toMatchObject({ group_id: null, responder_id: null });
  });

  it.each(["markAsSpam", "deleteTicket"] as const)("is left alone after %s", async (how) => {
    const it = await start(engine);
    const { id } = it.sandbox.createTicket(wrongSize);
    it.sandbox[how](id);
    expect((await ended(it, id)).cycle).toMatchObject({
      state: "left alone",
      reason: "The ticket was deleted or marked as spam.",
    });
  });

  it("keeps the priority that the shop's own rule gave it at creation", async () => {
    const it = await start(engine);
    await api(it, "POST", "/automations/1/rules", {
      ...creationRule("http://127.0.0.1:1/x"),
      position: 1,
      actions: [{ field_name: "priority", value: 3 }],
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle.state).toBe("assigned");
    expect(it.sandbox.findTicket(id)).toMatchObject({ priority: 3, group_id: groupOf(it).id });
  });
});

describe.each(engines)("the sweep of a Freshdesk on %s", (engine) => {
  const noWait = { SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "0", SIGNALBOX_STRANDED_SECONDS: "3600" };
  const reconcile = async (it: FreshdeskServer) =>
    reconcileTickets(it.server.context, await getInstallation(it.server.context, it.installationId));

  it("finds and routes the tickets whose webhook was lost, each once, and says so", async () => {
    const it = await start(engine, { faults: { lossRate: 1 } }, noWait);
    const ids = Array.from({ length: 130 }, () => it.sandbox.createTicket(wrongSize).id);
    expect(await reconcile(it)).toEqual({ seen: 130, found: 130 });
    const { cycle } = await ended(it, ids[0] ?? 0);
    expect(cycle).toMatchObject({ state: "assigned", source: "sweep", cycle: 1 });
    expect((await reconcile(it)).found).toBe(0);
  });

  it("finds the tickets of an account that runs only the first matching rule", async () => {
    const it = await start(engine, { variants: { creationRules: "first-match" } }, noWait);
    const own = { ...creationRule("http://127.0.0.1:1/x"), position: 1 };
    await api(it, "POST", "/automations/1/rules", {
      ...own,
      actions: [{ field_name: "priority", value: 2 }],
    });
    const { id } = it.sandbox.createTicket(wrongSize);
    await it.sandbox.idle();
    expect(it.sandbox.deliveries()).toEqual([]);
    expect((await reconcile(it)).found).toBe(1);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "sweep" });
  });

  it("counts nothing against an agent any more that went to spam", async () => {
    const it = await start(engine, { maxOpenTicketsPerAgent: 1 }, noWait);
    const bulk = { ...wrongSize, subject: "Bulk order of 120 mugs" };
    const { members } = groupOf(it, "Wholesale");
    const first = members.map(() => it.sandbox.createTicket(bulk).id);
    for (const id of first) expect((await ended(it, id)).cycle.state).toBe("assigned");
    const waiting = it.sandbox.createTicket(bulk).id;
    expect((await ended(it, waiting)).cycle.state).toBe("held");
    it.sandbox.markAsSpam(first[0] ?? 0);
    await reconcile(it);
    // The room that came of it is for whoever waits; the next round hands it out.
    await resync(it);
    await ended(it, waiting, "assigned");
    const next = it.sandbox.createTicket(bulk).id;
    expect((await ended(it, next)).cycle.state).toBe("held");
  });

  it("goes on where a limit ended it, instead of beginning anew for ever", async () => {
    const it = await start(engine, { faults: { lossRate: 1 } }, noWait);
    const ids = Array.from({ length: 230 }, () => it.sandbox.createTicket(wrongSize).id);
    let lists = 0;
    it.network.breaks = (method, path) => method === "GET" && /\/tickets$/.test(path) && ++lists > 1;
    await expect(reconcile(it)).rejects.toMatchObject({ failure: "unavailable" });
    delete it.network.breaks;
    const { sweptUntil } = await getInstallation(it.server.context, it.installationId);
    expect(sweptUntil).not.toBeNull();
    await reconcile(it);
    for (const id of [ids[0], ids[129], ids[229]]) {
      expect((await ended(it, id ?? 0)).cycle.source).toBe("sweep");
    }
  });
});

describe("the app's events", () => {
  it("and the rule's webhook open one cycle between them", async () => {
    const it = await start("pglite");
    await installApp(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", cycle: 1 });
    await it.sandbox.idle();
    const sources = it.sandbox.deliveries().filter((delivery) => delivery.ticketId === id);
    expect(new Set(sources.map(({ source }) => source)).size).toBe(2);
    const outcomes = await outcomesOf(it, id);
    expect(outcomes.filter(({ outcome }) => outcome === "routing")).toHaveLength(1);
  });

  it("that our own writes cause start nothing", async () => {
    const it = await start("pglite");
    await installApp(it);
    const { id } = it.sandbox.createTicket(wrongSize);
    await ended(it, id);
    const own = await waitFor("our own event", async () =>
      (await outcomesOf(it, id)).find(({ eventType }) => eventType === "onTicketUpdate"),
    );
    expect(own).toEqual({ eventType: "onTicketUpdate", outcome: "ignored", reason: "caused by ourselves" });
  });

  it("bring the sweep forward, so that who has gone home is given nothing more", async () => {
    // The next regular sweep is an hour away.
    const it = await start("pglite", {}, { SIGNALBOX_SWEEP_SECONDS: "3600" });
    await installApp(it);
    const { members } = groupOf(it);
    for (const agent of members) it.sandbox.setAvailable(agent.id, false);
    const id = await waitFor("a ticket that nobody takes", async () => {
      const ticket = it.sandbox.createTicket(wrongSize);
      const { cycle } = await ended(it, ticket.id);
      return cycle.state === "held" ? ticket.id : undefined;
    });
    expect(it.sandbox.findTicket(id)).toMatchObject({ group_id: groupOf(it).id, responder_id: null });
  });

  it("are refused without the secret", async () => {
    const it = await start("pglite");
    const body = JSON.stringify({ ticket_id: "1001", event: "created" });
    const post = (headers: Record<string, string>) =>
      fetch(it.endpointUrl, { method: "POST", headers, body });
    expect((await post({})).status).toBe(401);
    expect((await post({ "x-signalbox-secret": "0".repeat(64) })).status).toBe(401);
  });
});

describe("connecting a Freshdesk", () => {
  it("stores the key sealed, and shows neither key nor secret anywhere", async () => {
    const it = await start("pglite");
    const installation = await getInstallation(it.server.context, it.installationId);
    expect(installation).toMatchObject({ helpdesk: "freshdesk", status: "active" });
    const rules = await api(it, "GET", "/automations/1/rules");
    const secret = JSON.stringify(rules).match(/[0-9a-f]{64}/)?.[0] ?? "none";
    const seen = JSON.stringify([installation, it.logs, await listInstallationViews(it.server.context)]);
    expect(seen).not.toContain(it.sandbox.integrationKey);
    expect(seen).not.toContain(secret);
  });

  it("anew replaces the rule and its secret, and refuses who is no admin without touching anything", async () => {
    const it = await start("pglite");
    const { context } = it.server;
    const connect = (accessToken: string) =>
      connectInstallation(context, { helpdesk: "freshdesk", subdomain: it.sandbox.subdomain, accessToken });
    const before = await getInstallation(context, it.installationId);
    const agent = it.sandbox.agents().find((candidate) => !candidate.isAdmin);
    await expect(connect(it.sandbox.createApiKey(agent?.id ?? 0))).rejects.toThrow("must be an admin's");
    expect(await getInstallation(context, it.installationId)).toEqual(before);
    await connect(it.sandbox.integrationKey);
    const { subscriptionId } = await getInstallation(context, it.installationId);
    const { rules } = (await api(it, "GET", "/automations/1/rules")) as { rules: { id: number }[] };
    expect(rules.map((rule) => String(rule.id))).toEqual([subscriptionId]);
    const { id } = it.sandbox.createTicket(wrongSize);
    expect((await ended(it, id)).cycle).toMatchObject({ state: "assigned", source: "webhook" });
  });
});

async function api(
  { sandbox }: { sandbox: FreshdeskSandbox },
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${sandbox.url}/api/v2${path}`, {
    method,
    headers: {
      authorization: `Basic ${btoa(`${sandbox.integrationKey}:X`)}`,
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect({ path, ok: response.ok }).toEqual({ path, ok: true });
  return response.json();
}
