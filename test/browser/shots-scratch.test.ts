import { afterAll, beforeAll, it } from "vitest";
import { demoTicket } from "../../src/sandbox/demo/demo-tickets.ts";
import { ended } from "../support/ended.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { openByLink, showPage } from "./support/open-settings.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer("pglite");
}, 120_000);
afterAll(() => server.stop());

it("shoots", async () => {
  for (let i = 1; i <= 12; i++) {
    const { id } = server.sandbox.createTicket(demoTicket(1, i));
    await ended(server, id);
  }
  const out = "/tmp/helper/shots";
  for (const [scheme, width] of [
    ["light", 1280],
    ["dark", 800],
  ] as const) {
    const window = await openWindow({ viewport: { width, height: 900 }, colorScheme: scheme });
    const page = await openByLink(server, window);
    const shot = (name: string) =>
      page.screenshot({ path: `${out}/${name}-${scheme}-${width}.png`, fullPage: true });
    page.on("console", (m) => {
      if (m.type() === "error") process.stderr.write(`${m.text()}\n`);
    });
    page.on("pageerror", (e) => process.stderr.write(`${e.stack}\n`));
    await page.waitForTimeout(1500);
    for (const name of ["Start", "Policy", "People", "Versions", "Register", "Deliveries", "Health"]) {
      await showPage(page, name).catch((e) => process.stderr.write(`${name} ${e}\n`));
      await page.waitForTimeout(300);
      if (name === "Policy") {
        await page
          .getByLabel("Subject", { exact: true })
          .fill("Where is my parcel? LG-12345 wholesale")
          .catch(() => {});
        await page.waitForTimeout(1500);
      }
      await shot(name);
      if (name === "Policy") {
        for (const tab of ["Queues", "Hours", "General", "JSON", "Your history"]) {
          await page
            .getByRole("tab", { name: tab })
            .click()
            .catch(() => {});
          if (tab === "Hours") await page.getByRole("button", { name: "Add hours" }).first().click();
          if (tab === "Your history") {
            await page.getByRole("button", { name: "Compare" }).click();
            await page.waitForTimeout(2500);
          }
          await page.waitForTimeout(300);
          await shot(`Policy-${tab.replace(" ", "")}`);
        }
        await page
          .getByRole("button", { name: "Publish …" })
          .click()
          .catch(() => {});
        await page.waitForTimeout(500);
        await shot("Policy-publish");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Discard changes" }).click();
        await page.waitForTimeout(1200);
      }
      if (name === "People") {
        await page.getByRole("tab", { name: "Skills" }).click();
        await shot("People-skills");
        await page.getByRole("tab", { name: "People" }).click();
        await page
          .getByRole("button", { name: /^Set hours/ })
          .first()
          .click();
        await page.getByLabel("Works at certain hours").click({ force: true });
        await page.waitForTimeout(400);
        await shot("People-dialog");
        await page.keyboard.press("Escape");
      }
      if (name === "Register") {
        await page.getByRole("cell").getByRole("link").first().click();
        await page.waitForTimeout(800);
        await shot("Register-one");
      }
    }
    await window.close();
  }
}, 300_000);
