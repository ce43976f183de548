import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findLearning } from "../../src/db/queries/learning.ts";
import { agentSettings, auditLog, deadLetters, models, routingCycles } from "../../src/db/schema/index.ts";
import { buryLetter } from "../../src/services/dead-letters/bury-letter.ts";
import { learnTarget } from "../../src/services/learning/learn-target.ts";
import { shopTickets } from "../classifier/shop-tickets.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { findInBothSchemes } from "./support/find-violations.ts";
import { focusedName, tabTo } from "./support/keyboard.ts";
import { leaveWaiting } from "./support/leave-waiting.ts";
import { openByLink, showPage } from "./support/open-settings.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
const wide = { viewport: { width: 1280, height: 900 } };
const requester = { name: "Customer 1", email: "customer1@mail.example" };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer("pglite");
}, 120_000);
afterAll(() => server.stop());

describe("who leads a team", () => {
  it("sets somebody's hours and absence, which count from then on", async () => {
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "People");
    await page.getByRole("button", { name: "Edit hours and capacity of Ben B.", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Works at certain hours").click();
    await dialog.getByRole("button", { name: "Fri", exact: true }).click();
    await dialog.getByLabel("Until", { exact: true }).fill("13:30");
    await dialog.getByText("Will be away").click();
    await dialog.getByLabel("Stand-in", { exact: true }).fill("Cleo C.");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const [kept] = await server.server.context.db.select().from(agentSettings);
    expect(kept?.agentId).toBe(String(server.sandbox.agents().find(({ name }) => name === "Ben B.")?.id));
    expect(kept?.settings).toMatchObject({
      shift: {
        hours: [{ days: ["monday", "tuesday", "wednesday", "thursday"], from: "09:00", to: "13:30" }],
      },
      absence: { standIn: "Cleo C." },
    });
  });

  it("routes tickets again that could not be routed, one or all of them", async () => {
    const { db } = server.server.context;
    const ids: number[] = [];
    for (let count = 0; count < 3; count++) {
      const { id } = server.sandbox.createTicket({ subject: "A lamp", body: "Please tell me.", requester });
      await ended(server, id, "assigned");
      ids.push(id);
    }
    const failed = { state: "failed", reason: "the help desk refused the change" } as const;
    await db
      .update(routingCycles)
      .set(failed)
      .where(inArray(routingCycles.ticketId, ids.map(String)));
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Deliveries");
    await page.getByRole("heading", { name: "3 tickets could not be routed", exact: true }).waitFor();
    await page.getByRole("button", { name: `Route ticket ${ids[0]} again`, exact: true }).click();
    await page.getByRole("heading", { name: "2 tickets could not be routed", exact: true }).waitFor();
    await page.getByRole("button", { name: "Route all again", exact: true }).click();
    await page.getByText("Nothing has failed").waitFor();
    await page.getByRole("heading", { name: "Tickets that could not be routed", exact: true }).waitFor();
    for (const id of ids) expect((await ended(server, id)).cycle.state).not.toBe("failed");
  });

  it("sees jobs that were given up, with the reason, and starts one or all of them again", async () => {
    const { context } = server.server;
    const { installationId } = server;
    const reason = "the help desk answered 503";
    for (const letterId of ["one", "two", "three"]) {
      await buryLetter(context, {
        letterId,
        name: "visit-installation",
        payload: { installationId },
        reason,
      });
    }
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Deliveries");
    const table = page.getByRole("table", { name: "Jobs that were given up", exact: true });
    await table.getByText("The help desk answered 503").first().waitFor();
    await table.getByRole("button", { name: "Do again: Look at the help desk", exact: true }).first().click();
    await page.getByText("1 job is being done again.").waitFor();
    await page.getByRole("button", { name: "Do all again", exact: true }).click();
    await page.getByText("2 jobs are being done again.").waitFor();
    await table.waitFor({ state: "detached" });
    expect(await context.db.select().from(deadLetters)).toEqual([]);
    const acts = (await context.db.select().from(auditLog)).map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(["job revived", "jobs revived"]));
  });

  it("places waiting tickets by the keyboard alone, and sees beforehand who would get them", async () => {
    const { agentId, ticketIds } = await leaveWaiting(server, 2);
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "People");
    await tabTo(page, "Place waiting tickets");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const plan = dialog.getByRole("table", { name: "Place waiting tickets", exact: true });
    const name = server.sandbox.agents().find(({ id }) => id === agentId)?.name;
    for (const id of ticketIds) {
      expect(
        await plan
          .getByRole("row")
          .filter({ hasText: String(id) })
          .textContent(),
      ).toContain(name);
    }
    expect(await findInBothSchemes(page)).toEqual([]);
    expect(ticketIds.map((id) => server.sandbox.findTicket(id)?.assignee_id ?? null)).toEqual([null, null]);
    await tabTo(page, "Place 2 tickets");
    await page.keyboard.press("Enter");
    await dialog.getByText("2 tickets are on their way.").waitFor();
    for (const id of ticketIds) await ended(server, id, "assigned");
    expect(ticketIds.map((id) => server.sandbox.findTicket(id)?.assignee_id)).toEqual([agentId, agentId]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.evaluate(focusedName)).toBe("Place waiting tickets");
  });
});

describe("who looks after what is learned", () => {
  it("reads why a model tells nothing, sees what a lower promise would mean, and takes it", async () => {
    const { context } = server.server;
    const { installationId } = server;
    await learnTarget(context, { installationId, target: "group", examples: shopTickets(200) });
    const [model] = await context.db.select().from(models);
    if (!model) throw new Error("nothing was learned");
    const promises = [
      { promised: 0.8, threshold: 0.412 },
      { promised: 0.85, threshold: 0.604 },
      { promised: 0.9, threshold: 2 },
    ];
    await context.db
      .update(models)
      .set({ quality: { ...model.quality, promises } })
      .where(eq(models.version, model.version));
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Learning");
    await page.getByText("This model tells nothing yet").waitFor();
    await page.getByText("It has learned from 200 tickets.").waitFor();
    await page.getByText("vouch that 90% of what it tells would be right").waitFor();
    const slider = page.getByRole("slider", { name: /^Tell from a confidence of/ });
    await expect.poll(() => slider.inputValue()).toBe("100");
    await page.getByRole("button", { name: "Promise 80%", exact: true }).click();
    await expect.poll(() => slider.inputValue()).toBe("42");
    await page.getByRole("button", { name: "Promise 85%", exact: true }).click();
    await expect.poll(() => slider.inputValue()).toBe("61");
    expect(await findInBothSchemes(page)).toEqual([]);
    await page.getByRole("button", { name: "Use this threshold", exact: true }).click();
    await page.getByText("This model tells nothing yet").waitFor({ state: "detached" });
    const learning = await findLearning(context.db, installationId);
    expect(learning?.settings.thresholds).toEqual({ group: 0.61 });
  });
});
