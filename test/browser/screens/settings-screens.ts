import type { Page } from "playwright-core";
import type { EmulatedHelpdesk } from "../../../src/sandbox/emulated-helpdesk.ts";
import { showPage } from "../support/open-settings.ts";
import { openDetails, type Screen } from "./screen.ts";

const plain = ["Start", "People", "Versions", "Register", "Deliveries", "Health"].map(
  (name): Screen => ({ name: name.toLowerCase(), at: "settings", show: (page) => showPage(page, name) }),
);

async function openPerson(page: Page): Promise<void> {
  await showPage(page, "People");
  await page
    .getByRole("button", { name: /^Edit hours and capacity/ })
    .first()
    .click();
  await page.getByRole("dialog").waitFor();
}

async function openVersions(page: Page): Promise<void> {
  await showPage(page, "Versions");
  await page.getByRole("button", { name: "What it changed", exact: true }).first().waitFor();
}

async function openLearning(page: Page): Promise<void> {
  await showPage(page, "Learning");
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
}

async function openPlacing(page: Page): Promise<void> {
  await showPage(page, "People");
  await page.getByRole("button", { name: "Place waiting tickets", exact: true }).click();
  await page.getByRole("dialog").locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
}

/** As the server would answer with more of a backlog. */
function planOf(desk: EmulatedHelpdesk) {
  const people = desk.agents().slice(1, 4);
  const heldSince = new Date(Date.now() - 45 * 60_000).toISOString();
  return {
    id: "plan",
    validUntil: new Date(Date.now() + 900_000).toISOString(),
    places: people.map(({ id, name }, index) => ({
      ...{ ticketId: String(1420 + index), priority: null, heldSince, agentId: id, agentName: name },
      ...{ queueName: "Returns and exchanges", groupName: "Returns", effort: 1 },
      why: {
        skills: index === 0 ? ["French", "Battery repair"] : [],
        isPreferred: index === 1,
        isOverflow: index === 2,
      },
    })),
    left: ["1430", "1431"],
    loads: people.map(({ id, name }, index) => ({
      agentId: id,
      name,
      before: index,
      after: index + 1,
      capacity: 4,
    })),
  };
}

export const settingsScreens: Screen[] = [
  ...plain,
  {
    name: "people-skills",
    at: "settings",
    async show(page) {
      await showPage(page, "People");
      await page.getByRole("tab", { name: "Skills", exact: true }).click();
      for (const skill of ["Battery repair", "Spanish"]) {
        await page.getByLabel("Another skill").fill(skill);
        await page.keyboard.press("Enter");
      }
    },
  },
  { name: "people-place-none", at: "settings", isDialog: true, show: openPlacing },
  {
    name: "people-place",
    at: "settings",
    isDialog: true,
    async show(page, { desk }) {
      await page.route("**/rebalance", (call) => call.fulfill({ json: planOf(desk) }));
      await openPlacing(page);
    },
  },
  { name: "person", at: "settings", isDialog: true, show: openPerson },
  {
    name: "person-hours-and-absence",
    at: "settings",
    isDialog: true,
    async show(page) {
      await openPerson(page);
      await page.getByText("Works at certain hours").click();
      await page.getByText("Will be away").click();
    },
  },
  {
    name: "person-absence",
    at: "settings",
    isDialog: true,
    isScrolled: true,
    async show(page) {
      await openPerson(page);
      await page.getByText("Works at certain hours").click();
      await page.getByText("Will be away").click();
    },
  },
  {
    name: "versions-diff",
    at: "settings",
    async show(page) {
      await openVersions(page);
      await page.getByRole("button", { name: "What it changed", exact: true }).first().click();
      await page.getByText("capacity").first().waitFor();
    },
  },
  {
    name: "versions-roll-back",
    at: "settings",
    isDialog: true,
    async show(page) {
      await openVersions(page);
      await page.getByRole("button", { name: "Roll back to it", exact: true }).first().click();
      await page.getByRole("dialog").getByText("capacity").first().waitFor();
    },
  },
  {
    name: "register-receipt",
    at: "settings",
    async show(page, { tickets }) {
      await showPage(page, "Register");
      await page.evaluate(`location.hash = "#/register/${tickets.assigned}"`);
      await page.getByText("Read from the text").waitFor();
      await openDetails(page);
    },
  },
  {
    name: "register-held",
    at: "settings",
    async show(page, { tickets }) {
      await showPage(page, "Register");
      await page.evaluate(`location.hash = "#/register/${tickets.held}"`);
      await page.getByText("Read from the text").waitFor();
    },
  },
  {
    name: "register-nothing-found",
    at: "settings",
    async show(page) {
      await showPage(page, "Register");
      await page.getByLabel("Ticket", { exact: true }).fill("424242");
      await page.getByText("No ticket matches").waitFor();
    },
  },
  { name: "learning", at: "settings", show: openLearning },
  {
    name: "learning-before",
    at: "settings",
    async show(page, { untaught }) {
      await page.route("**/learning", (call) => call.fulfill({ json: untaught }));
      await openLearning(page);
    },
  },
  {
    name: "learning-priority",
    at: "settings",
    async show(page) {
      await openLearning(page);
      await page
        .getByRole("button", { name: /^Priority/ })
        .first()
        .click();
      await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
    },
  },
  {
    name: "settings-signed-out",
    at: "settings",
    async show(page) {
      const json = { error: { code: "unauthorized", message: "sign in" } };
      await page.route("**/api/**", (call) => call.fulfill({ status: 401, json }));
      await page.getByRole("link", { name: "Health", exact: true }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "settings-loading",
    at: "settings",
    // Nothing is drawn for those who wait but a moment.
    restMs: 1_200,
    async show(page) {
      await page.route("**/api/**/health", () => {});
      await page.getByRole("link", { name: "Health", exact: true }).click();
      await page.locator('[aria-busy="true"]').first().waitFor();
    },
  },
  {
    name: "settings-offline",
    at: "settings",
    async show(page) {
      await page.route("**/api/**", (call) => call.abort());
      await page.getByRole("link", { name: "Health", exact: true }).click();
      await page.getByRole("alert").waitFor();
    },
  },
];
