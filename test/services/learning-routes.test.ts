import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findLearning } from "../../src/db/queries/learning.ts";
import { listWantedGroups } from "../../src/db/queries/wrong-places.ts";
import { auditLog, corrections } from "../../src/db/schema/index.ts";
import type { EmulatedHelpdesk } from "../../src/sandbox/emulated-helpdesk.ts";
import { loadExamples } from "../../src/services/learning/load-examples.ts";
import { noteMovedTickets } from "../../src/services/learning/note-moved-tickets.ts";
import type { LearningView } from "../../src/services/learning/show-learning.ts";
import type { ModelQualityView } from "../../src/services/learning/show-model-quality.ts";
import { ended } from "../support/ended.ts";
import { startFilledDesk } from "../support/fill-desk.ts";
import { type Connected, connectServer } from "../support/test-server.ts";
import { waitFor } from "../support/wait-for.ts";

let server: Connected;
let desk: EmulatedHelpdesk;
beforeAll(async () => {
  desk = await startFilledDesk("zendesk", { solved: 300 });
  server = await connectServer("pglite", desk, {});
}, 120_000);
afterAll(() => server.stop());

async function call<Answer>(method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.url}/api/installations/${server.installationId}/learning${path}`, {
    method,
    headers: { authorization: `Bearer ${server.accessToken}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as Answer & { error?: { message: string } };
  return { status: response.status, json, message: json.error?.message };
}

describe("learning, as an admin sees it", () => {
  it("has begun with the installation, for a little later", async () => {
    const { json } = await call<LearningView>("GET", "");
    expect(json.import).toMatchObject({ state: "importing", share: 0, examples: 0 });
    expect(json.settings).toMatchObject({ readsHistory: true, thresholds: {}, effortField: null });
  });

  it("reads the history and trains when it is started, and tells how far it is", async () => {
    expect(await call("POST", "/import", { days: 60 })).toMatchObject({ status: 202 });
    const view = await waitFor("the training", async () => {
      const { json } = await call<LearningView>("GET", "");
      expect(json.training.share).toBeLessThanOrEqual(1);
      return json.training.state === "done" ? json : undefined;
    });
    expect(view.import).toMatchObject({ state: "up to date", share: 1, examples: 300 });
    // The export repeats a ticket where two pages meet.
    expect(view.import.ticketsRead).toBeGreaterThanOrEqual(300);
    expect(view.training).toMatchObject({ share: 1, examples: 300 });
    expect(view.training.reason).toContain("effort: too few tickets (0 of 200)");
    const group = view.models.find(({ target }) => target === "group");
    expect(group).toMatchObject({ version: 1, state: "in force", trainedRows: 240, laterRows: 60 });
    // The priorities were dealt out at random.
    const priority = view.models.find(({ target }) => target === "priority");
    expect(["not learnable", "weak"]).toContain(priority?.state);
    expect(view.drift).toMatchObject({ tickets: 0, hasDrifted: false });
  });

  it("shows how good a model is: curve, calibration, confusions and mistakes by ticket", async () => {
    const { json } = await call<ModelQualityView>("GET", "/models/group/1");
    expect(json.curve[0]).toMatchObject({ coverage: 1, precision: json.record.accuracy });
    expect(json.curve.map(({ coverage }) => coverage)).toEqual(
      json.curve.map(({ coverage }) => coverage).toSorted((a, b) => b - a),
    );
    expect(json.bins.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    const wrong = Math.round(60 * (1 - json.record.accuracy));
    expect(json.mistakes).toHaveLength(wrong);
    const { json: priority } = await call<ModelQualityView>("GET", "/models/priority/1");
    expect(priority.mistakes.length).toBeGreaterThan(5);
    for (const { ticketId, target, url } of priority.mistakes) {
      expect(desk.findTicket(ticketId)?.priority).toBe(target);
      expect(url).toBe(`${desk.pages().agent}/${ticketId}`);
    }
    expect(json.isChosen).toBe(false);
    expect((await call("GET", "/models/group/9")).status).toBe(404);
    expect((await call("GET", "/models/weather/1")).status).toBe(404);
    expect((await call("GET", "/models/group/first")).status).toBe(404);
  });

  it("tells groups from the threshold that the admin picks on the curve", async () => {
    const suggestion = async () => {
      const { id } = desk.createTicket({
        subject: "Lamp",
        body: "where is my lamp? still not delivered",
        requester: { name: "Customer 1", email: "customer1@mail.example" },
      });
      const { decisions } = await ended(server, id);
      return decisions[0]?.receipt.signals.suggestedGroup?.value;
    };
    expect(await suggestion()).toBe("Orders");
    expect((await call("PUT", "", { thresholds: { group: 1 } })).status).toBe(200);
    expect(await suggestion()).toBeUndefined();
    const { json } = await call<ModelQualityView>("GET", "/models/group/1");
    expect(json).toMatchObject({ threshold: 1, promised: 0.9, isChosen: true });
    expect((await call("PUT", "", { thresholds: { group: null } })).json).toMatchObject({ thresholds: {} });
    expect(await suggestion()).toBe("Orders");
    expect((await call("PUT", "", { thresholds: { group: 2 } })).message).toContain("0 to 1");
    expect((await call("PUT", "", { threshold: 0.5 })).status).toBe(400);
  });

  it("refuses to return where there was no earlier model, and days that nobody has", async () => {
    const { status, message } = await call("POST", "/models/group/return", {});
    expect({ status, message }).toEqual({ status: 400, message: "There is no earlier model to return to." });
    expect((await call("POST", "/import", { days: 0 })).status).toBe(400);
  });

  it("reads nothing once that is switched off, and says so", async () => {
    await call("PUT", "", { readsHistory: false });
    const { status, message } = await call("POST", "/import", {});
    expect(status).toBe(409);
    expect(message).toContain("switched off");
    await call("PUT", "", { readsHistory: true });
  });

  it("is written down in the audit log", async () => {
    const acts = (await server.server.context.db.select().from(auditLog)).map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(["history import started", "learning settings saved"]));
  });
});

describe("a wrong place", () => {
  it("is noticed when a person moves the ticket to another group, once, and teaches", async () => {
    const { context } = server.server;
    const { installationId } = server;
    const { id } = desk.createTicket({
      subject: "Return",
      body: "I want to return the tent",
      requester: { name: "Customer 2", email: "customer2@mail.example" },
    });
    await ended(server, id);
    expect(await noteMovedTickets(context, { installationId })).toBe(0);
    const wholesale = desk.groups().find(({ name }) => name === "Wholesale")?.id ?? "";
    const agent = desk
      .agents()
      .find(({ groupIds, isAssignable }) => isAssignable && groupIds.includes(wholesale));
    desk.actAsHuman(agent?.id ?? "", id, { groupId: wholesale, assigneeId: agent?.id ?? "" });
    await waitFor("the move", async () =>
      (await noteMovedTickets(context, { installationId })) ? true : undefined,
    );
    expect(await noteMovedTickets(context, { installationId })).toBe(0);
    expect(await listWantedGroups(context.db, installationId)).toEqual(new Map([[id, wholesale]]));
  });

  it("counts more than where the ticket ended", async () => {
    const { context } = server.server;
    const { installationId } = server;
    const learning = await findLearning(context.db, installationId);
    if (!learning) throw new Error("nothing was learned");
    const [before] = await loadExamples(context, learning);
    await context.db.insert(corrections).values({
      installationId,
      ticketId: before?.ticketId ?? "",
      cycle: 1,
      actor: "user:7",
      reason: "wrong group",
      wantedGroupId: "4711",
      at: new Date().toISOString(),
    });
    const [after] = await loadExamples(context, learning);
    expect(before?.groupId).not.toBe("4711");
    expect(after).toMatchObject({ ticketId: before?.ticketId, groupId: "4711" });
  });
});
