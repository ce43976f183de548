import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decisions, routingCycles } from "../../src/db/schema/index.ts";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { listChanges } from "../../src/services/tickets/list-changes.ts";
import { previewTicket } from "../../src/services/tickets/preview-ticket.ts";
import { reportWrongPlace } from "../../src/services/tickets/report-wrong-place.ts";
import { rerouteTicket } from "../../src/services/tickets/reroute-ticket.ts";
import { showStory } from "../../src/services/tickets/show-story.ts";
import { ended } from "../support/ended.ts";
import { engines } from "../support/engines.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

describe.each(engines)("a ticket's story on %s", (engine) => {
  let server: TestServer;
  let shop: { installationId: string };
  beforeAll(async () => {
    server = await startTestServer(engine);
    shop = { installationId: server.installationId };
  }, 120_000);
  afterAll(() => server.stop());

  const context = () => server.server.context;
  async function route(seed: number) {
    const { id } = server.sandbox.createTicket(demoTicket(seed, seed));
    return { ticketId: String(id), ...(await ended(server, id)) };
  }
  const tell = (ticketId: string, actor: string | null = null) =>
    showStory(context(), { ...shop, ticketId, actor });

  it("is that it was not seen, for a ticket that was never reported", async () => {
    expect(await tell("999999")).toEqual({ kind: "not seen" });
  });

  it("tells the decision without those outside the group, and what happened, latest first", async () => {
    const { ticketId, decisions: made } = await route(1);
    const story = await tell(ticketId);
    expect(story).toMatchObject({
      kind: "routed",
      state: "assigned",
      decision: { sentence: made[0]?.sentence },
      history: [
        { kind: "ended", state: "assigned", agent: made[0]?.receipt.chosen?.name },
        { kind: "opened", source: "webhook" },
      ],
    });
    const candidates = story.kind === "routed" ? (story.decision?.receipt.candidates ?? []) : [];
    expect(candidates.length).toBeGreaterThan(1);
    expect(candidates.filter(({ removedBy }) => removedBy?.filter === "member")).toEqual([]);
  });

  it("keeps what each person says last of a routing, tells it to everybody, and gives their own back", async () => {
    const { ticketId, cycle } = await route(4);
    const [group] = server.sandbox.groups();
    const say = (actor: "operator" | `user:${string}`, reason: "wrong group" | "other", note?: string) =>
      reportWrongPlace(context(), {
        ...shop,
        ticketId,
        actor,
        reason,
        ...(note !== undefined && { note }),
        ...(reason === "wrong group" && { wantedGroupId: String(group?.id) }),
      });
    await say("user:1", "other", "  ");
    await say("user:1", "wrong group");
    await say("user:2", "other", "too heavy for me");
    const story = await tell(ticketId, "user:1");
    if (story.kind !== "routed") throw new Error("the ticket was routed");
    expect(story.correction).toMatchObject({
      reason: "wrong group",
      note: null,
      wantedGroupId: String(group?.id),
    });
    const said = story.history.filter(({ kind }) => kind === "corrected");
    expect(said.map((event) => event.kind === "corrected" && [event.reason, event.group]).sort()).toEqual([
      ["other", null],
      ["wrong group", group?.name],
    ]);
    expect((await context().db.query.corrections.findMany()).map(({ decisionId }) => decisionId)).toEqual([
      cycle.decisionId,
      cycle.decisionId,
    ]);
  });

  it("takes no word about a group that is not there, or a ticket that was never routed", async () => {
    const { ticketId } = await route(5);
    const say = (ticket: string, wantedGroupId: string) =>
      reportWrongPlace(context(), {
        ...shop,
        ticketId: ticket,
        actor: "operator",
        reason: "wrong group",
        wantedGroupId,
      });
    await expect(say(ticketId, "1")).rejects.toThrow("no such group");
    await expect(say("999999", "1")).rejects.toThrow("ticket 999999");
  });

  it("tells what would have changed it as it was then, although the ticket has moved on", async () => {
    const { ticketId } = await route(1);
    const { isAsThen, changes } = await listChanges(context(), { ...shop, ticketId });
    expect(isAsThen).toBe(true);
    expect(changes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["rule", "agent"]));
    for (const { sentence } of changes) expect(sentence).toMatch(/it would have /);
  });

  it("previews without leaving a trace, and re-routing does just that", async () => {
    const { ticketId, decisions: made } = await route(10);
    const before = await context().db.$count(decisions);
    const preview = await previewTicket(context(), { ...shop, ticketId, as: "re-route" });
    expect(await context().db.$count(decisions)).toBe(before);
    expect(await context().db.query.reservations.findMany()).toEqual([]);
    expect(preview.receipt.chosen?.agentId).not.toBe(made[0]?.receipt.chosen?.agentId);
    expect(preview.sentence).toContain("because somebody asked to route it anew");
    await rerouteTicket(context(), { ...shop, ticketId, actor: "user:7" });
    const { cycle, decisions: after } = await ended(server, ticketId, "assigned");
    expect(cycle).toMatchObject({ cycle: 2, source: "asked for" });
    expect(after[0]?.receipt.chosen).toEqual(preview.receipt.chosen);
  });

  it("previews a ticket as if it were new, whoever has it and although it is solved", async () => {
    const [person] = server.sandbox.agents().filter(({ role }) => role === "agent");
    const { ticketId } = await route(11);
    server.sandbox.solveTicket(Number(ticketId), person?.id);
    const preview = await previewTicket(context(), { ...shop, ticketId, as: "new" });
    expect(preview.receipt.outcome).toBe("assign");
  });

  it("begins when somebody asks for the routing of a ticket that was never seen", async () => {
    const { ticketId, decisions: made } = await route(10);
    const { db } = context();
    await db.delete(routingCycles).where(eq(routingCycles.ticketId, ticketId));
    await db.delete(decisions).where(eq(decisions.ticketId, ticketId));
    await rerouteTicket(context(), { ...shop, ticketId, actor: "user:7" });
    const { cycle } = await ended(server, ticketId, "assigned");
    expect(cycle).toMatchObject({
      cycle: 1,
      source: "asked for",
      fromAgentId: made[0]?.receipt.chosen?.agentId,
    });
    await expect(
      rerouteTicket(context(), { ...shop, ticketId: "999999", actor: "operator" }),
    ).rejects.toThrow("ticket 999999");
  });
});
