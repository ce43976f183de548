import type { Locator, Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findActivePolicy } from "../../src/db/queries/policies.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { findInBothSchemes, findViolations } from "./support/find-violations.ts";
import { focusedName, tabTo } from "./support/keyboard.ts";
import { openAsAdmin, openByLink, showPage } from "./support/open-settings.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
const wide = { viewport: { width: 1280, height: 900 } };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer("pglite");
}, 120_000);
afterAll(() => server.stop());

const requester = { name: "Customer 1", email: "customer1@mail.example" };

/** In which queue the next ticket about a lamp ends. */
async function routeLamp(): Promise<string | undefined> {
  const ticket = server.sandbox.createTicket({
    subject: "A lamp for my desk",
    body: "Please tell me.",
    requester,
  });
  const { decisions } = await ended(server, ticket.id, "assigned");
  return decisions[0]?.receipt.queue?.name;
}

async function inForce() {
  const policy = await findActivePolicy(server.server.context.db, server.installationId);
  if (!policy) throw new Error("no policy is in force");
  return policy;
}

async function addLampRule(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a rule", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Lamps");
  const value = page.getByRole("textbox", { name: "Value", exact: true });
  await value.fill("lamp");
  await value.press("Enter");
  await page.getByLabel("Queue", { exact: true }).selectOption({ label: "Wholesale" });
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Publish …", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Note", { exact: true }).fill(note);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await page
    .getByText(/^Version \d+ is in force\.$/)
    .first()
    .waitFor();
}

describe("the settings", () => {
  it("let an admin build a rule, try it, publish it, see the next ticket follow it, and roll back", async () => {
    expect(await routeLamp()).toBe("Product advice");
    const before = await inForce();
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Policy");
    await addLampRule(page);
    await page.getByLabel("Subject", { exact: true }).fill("My lamp flickers");
    const pane = page.getByRole("region", { name: "Try a ticket", exact: true });
    await pane
      .getByText(/Wholesale.*lamp/i)
      .first()
      .waitFor();
    await pane.getByText(/Version \d+, which is in force: .*Product advice/i).waitFor();
    expect((await inForce()).version).toBe(before.version);

    await publish(page, "Lamps are sold in bulk");
    expect(await inForce()).toMatchObject({
      version: before.version + 1,
      note: "Lamps are sold in bulk",
      savedBy: "operator",
    });
    expect(await routeLamp()).toBe("Wholesale");

    await showPage(page, "Versions");
    const former = page.getByRole("region", { name: `Version ${before.version}`, exact: true });
    await former.getByRole("button", { name: "Roll back to it", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Lamps").waitFor();
    await dialog.getByRole("button", { name: "Roll back", exact: true }).click();
    await page.getByText(`A copy of version ${before.version}`).waitFor();
    expect(await routeLamp()).toBe("Product advice");
  });

  it("show on the shop's own tickets how many would go elsewhere", async () => {
    await routeLamp();
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Policy");
    await addLampRule(page);
    await page.getByRole("tab", { name: "Your history", exact: true }).click();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByText(/^\d+ of \d+ tickets would go elsewhere\.$/).waitFor();
    const table = page.getByRole("region", { name: "Tickets that would go elsewhere", exact: true });
    await table.getByText("Wholesale").first().waitFor();
    await discard(page);
  });

  it("keep unpublished work over a reload, and show it to a second admin as a conflict, not as an overwrite", async () => {
    const [one, other] = await server.server.context.db.query.agents.findMany();
    const page = await openAsAdmin(server, await openWindow(wide), one?.agentId ?? "");
    await showPage(page, "Policy");
    await addLampRule(page);
    await page.getByText("Draft saved").waitFor();
    await page.reload();
    await page.getByRole("button", { name: /^Lamps/ }).waitFor();

    const { installationId } = server;
    await savePolicy(server.server.context, {
      installationId,
      document: { ...demoPolicy, capacity: { default: 9 } },
      savedBy: `user:${other?.agentId}`,
    });
    const { version } = await inForce();
    await page.getByRole("button", { name: "Publish …", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    const notice = page.getByRole("alert").filter({ hasText: `${other?.name} published version ${version}` });
    await notice.getByText("capacity").first().waitFor();
    expect(await findInBothSchemes(page)).toEqual([]);
    expect((await inForce()).version).toBe(version);
    await notice.getByRole("button", { name: "Keep my work, on top of it", exact: true }).click();
    await notice.waitFor({ state: "detached" });
    // Their change is among those that would be undone, for everybody to see before it is published.
    await page.getByRole("button", { name: "Publish …", exact: true }).click();
    await page.getByRole("dialog").getByText("capacity").first().waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel", exact: true }).click();
    await discard(page);
  });

  it("are worked by the keyboard alone: a rule is moved, and the order is told", async () => {
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Policy");
    const rules = page.getByRole("list", { name: "Rules in their order", exact: true });
    await rules.waitFor();
    const [first, second] = demoPolicy.rules.map(({ name }) => name);
    await tabTo(page, `Move ${first}`);
    await page.keyboard.press("ArrowDown");
    await page.getByText(`${first} is now 2 of ${demoPolicy.rules.length}`).waitFor();
    expect(await rules.getByRole("listitem").first().textContent()).toContain(second);
    await tabTo(page, "Undo");
    await page.keyboard.press("Enter");
    await page.getByText("No changes").waitFor();
    expect(await rules.getByRole("listitem").first().textContent()).toContain(first);

    await tabTo(page, "Add a rule");
    await page.keyboard.press("Enter");
    await tabTo(page, "Name");
    await page.keyboard.type("Lamps");
    await tabTo(page, "Value");
    await page.keyboard.type("lamp");
    await page.keyboard.press("Enter");
    await page.getByText("Draft saved").waitFor();
    await page.locator("button:enabled", { hasText: "Publish …" }).waitFor();
    await tabTo(page, "Publish …");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("Lamps").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // Whoever closes a dialog goes on where they were.
    expect(await page.evaluate(focusedName)).toBe("Publish …");
    await discard(page);
  });

  it("move a rule by dragging it, and say in the JSON what is wrong, where, and what fits there", async () => {
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Policy");
    const rules = page.getByRole("list", { name: "Rules in their order", exact: true }).getByRole("listitem");
    const [first = "", second = ""] = demoPolicy.rules.map(({ name }) => name);
    await rules.filter({ hasText: first }).dragTo(rules.filter({ hasText: second }));
    await page.getByText("Draft saved").waitFor();
    expect(await rules.first().textContent()).toContain(second);

    await page.getByRole("tab", { name: "JSON", exact: true }).click();
    const field = page.getByLabel("The policy as JSON", { exact: true });
    const text = await field.inputValue();
    expect(text.indexOf(second)).toBeLessThan(text.indexOf(first));
    await field.fill(text.replace('"mode": "on"', '"mode": "onn"'));
    await page.getByRole("button", { name: "mode", exact: true }).click();
    expect(await page.evaluate("getSelection().toString()")).toBe('"onn"');
    await page
      .getByRole("group", { name: "What fits here", exact: true })
      .getByRole("button", { name: '"shadow"' })
      .click();
    await expect.poll(() => field.inputValue()).toContain('"mode": "shadow"');
    await discard(page);
  });

  it("say when the session has ended, and offer no retry that cannot help", async () => {
    const page = await openByLink(server, await openWindow(wide));
    await showPage(page, "Start");
    const json = { error: { code: "unauthorized", message: "sign in" } };
    await page.route("**/api/**", (call) => call.fulfill({ status: 401, json }));
    await page.getByRole("navigation").getByRole("link", { name: "Deliveries", exact: true }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("You are not signed in any more").waitFor();
    expect(await alert.getByRole("button").count()).toBe(0);
  });

  it.each(emulatedHelpdesks)(
    "have no serious hindrance on any page in the colours of %s, light and dark",
    async (name) => {
      await routeLamp();
      const window = await openWindow(wide);
      await window.route("**/settings*", async (call) => {
        const answer = await call.fetch();
        const body = (await answer.text()).replace('"helpdesk":"zendesk"', `"helpdesk":"${name}"`);
        await call.fulfill({ response: answer, body });
      });
      const page = await openByLink(server, window);
      const found: string[] = [];
      const look = async (place: string) => {
        const lines = await findInBothSchemes(page, name === "zendesk" ? "all" : "colors");
        found.push(...lines.map((line) => `${place}: ${line}`));
      };
      // The colours there are those of the pages.
      const lookOnce = async (place: string) => {
        if (name !== "zendesk") return;
        found.push(...(await findViolations(page)).map((line) => `${place}: ${line}`));
      };
      const lookAtDialog = async (opener: Locator, lookAtIt: () => Promise<void>) => {
        await opener.click();
        await page.getByRole("dialog").getByRole("button", { name: "Cancel", exact: true }).waitFor();
        await lookAtIt();
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      };
      const pages = ["Start", "Policy", "People", "Versions", "Register", "Learning", "Deliveries", "Health"];
      for (const place of pages) {
        await showPage(page, place);
        await look(place);
        if (place === "People") {
          const opener = page.getByRole("button", { name: /^Edit hours/ }).first();
          await lookAtDialog(opener, () => lookOnce("Person"));
        }
        if (place === "Versions") {
          const opener = page.getByRole("button", { name: "Roll back to it", exact: true }).first();
          await lookAtDialog(opener, () => lookOnce("Roll back"));
        }
        if (place !== "Policy") continue;
        await page.getByLabel("Subject", { exact: true }).fill("Where is my parcel?");
        await page.getByText("Read from the text").waitFor();
        await addLampRule(page);
        const opener = page.locator("button:enabled", { hasText: "Publish …" });
        await lookAtDialog(opener, () => look("Publish"));
        for (const tab of ["Queues", "Hours", "General", "Your history"]) {
          await page.getByRole("tab", { name: tab }).click();
          await lookOnce(tab);
        }
        await page.getByRole("tab", { name: "JSON", exact: true }).click();
        const field = page.getByLabel("The policy as JSON", { exact: true });
        await field.fill((await field.inputValue()).replace('"mode": "on"', '"mode": "onn"'));
        await page.getByRole("button", { name: "mode", exact: true }).waitFor();
        await look("JSON with a problem");
        await discard(page);
      }
      expect(found).toEqual([]);
    },
  );
});

/** Until the server has forgotten the draft: whoever comes next would find it. */
async function discard(page: Page): Promise<void> {
  const isForgotten = (answer: Response) =>
    answer.request().method() === "DELETE" && answer.url().endsWith("/policy/draft");
  const forgotten = page.waitForResponse(isForgotten);
  await page.getByRole("button", { name: "Discard changes", exact: true }).click();
  await forgotten;
}
