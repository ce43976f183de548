import type { Page } from "playwright-core";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { savePolicy } from "../../../src/services/policies/save-policy.ts";
import { showPage } from "../support/open-settings.ts";
import type { FilledShop } from "./fill-shop.ts";
import { openDetails, type Screen } from "./screen.ts";

const openPolicy = (page: Page) => showPage(page, "Policy");

async function openTab(page: Page, name: string): Promise<void> {
  await openPolicy(page);
  await page.getByRole("tab", { name }).click();
}

/** A rule at the top; whatever is changed is dropped again by `dropWork`. */
async function addRule(page: Page): Promise<void> {
  await openPolicy(page);
  await page.getByRole("button", { name: "Add a rule", exact: true }).click();
  const value = page.getByRole("textbox", { name: "Value", exact: true });
  await value.fill("lamp");
  await value.press("Enter");
  await page.getByLabel("Queue", { exact: true }).selectOption({ label: "Wholesale" });
  await page.getByText("Draft saved").waitFor();
}

async function openPublish(page: Page): Promise<void> {
  await addRule(page);
  await page.getByRole("button", { name: "Publish …", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Note").waitFor();
}

/** What somebody left unpublished would be on the next picture. */
export async function dropWork(page: Page, shop: FilledShop): Promise<void> {
  await page.evaluate("localStorage.clear()");
  await fetch(`${shop.url}/api/installations/${shop.installationId}/policy/draft`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${shop.accessToken}` },
  });
}

export const policyScreens: Screen[] = [
  { name: "policy", at: "settings", show: openPolicy },
  { name: "policy-new-rule", at: "settings", show: addRule },
  {
    name: "policy-rule-problem",
    at: "settings",
    async show(page) {
      await openPolicy(page);
      await page.getByRole("button", { name: "Add a rule", exact: true }).click();
      await page.getByLabel("Name", { exact: true }).fill("");
      await page.getByText("to be solved before it can be published").waitFor();
    },
  },
  {
    name: "policy-nested-conditions",
    at: "settings",
    async show(page) {
      await openPolicy(page);
      await page.getByRole("button", { name: "Add a rule", exact: true }).click();
      await page.getByRole("button", { name: "Add a group", exact: true }).first().click();
      await page.getByRole("button", { name: "Add a condition", exact: true }).first().click();
      for (const action of ["Prefer a skill", "Set priority", "Add tags"]) {
        await page.getByRole("button", { name: "Add an action", exact: true }).click();
        await page.getByLabel("What to do").last().selectOption({ label: action });
      }
    },
  },
  {
    name: "policy-try",
    at: "settings",
    async show(page) {
      await openPolicy(page);
      await page.getByLabel("Subject", { exact: true }).fill("Wrong size, can I exchange the boots?");
      await page.getByText("Read from the text").waitFor();
      await openDetails(page);
    },
  },
  { name: "policy-queues", at: "settings", show: (page) => openTab(page, "Queues") },
  {
    name: "policy-queue-waiting",
    at: "settings",
    async show(page) {
      await openTab(page, "Queues");
      for (const name of ["Add a skill", "Add an overflow", "Add a step"]) {
        await page.getByRole("button", { name }).first().click();
      }
    },
  },
  { name: "policy-hours", at: "settings", show: (page) => openTab(page, "Hours") },
  {
    name: "policy-hours-new",
    at: "settings",
    async show(page) {
      await openTab(page, "Hours");
      await page.getByRole("button", { name: "Add hours", exact: true }).click();
      await page.getByRole("button", { name: "Add a day", exact: true }).last().click();
    },
  },
  { name: "policy-general", at: "settings", show: (page) => openTab(page, "General") },
  { name: "policy-json", at: "settings", show: (page) => openTab(page, "JSON") },
  {
    name: "policy-json-problem",
    at: "settings",
    async show(page) {
      await openTab(page, "JSON");
      const field = page.getByLabel("The policy as JSON");
      const text = await field.inputValue();
      await field.fill(text.replace('"pick": ', '"pikc": ').replace('"mode": "on"', '"mode": "onn"'));
      await page.getByText("to be solved before it can be published").waitFor();
    },
  },
  { name: "policy-backtest", at: "settings", show: (page) => openTab(page, "Your history") },
  {
    name: "policy-backtest-result",
    at: "settings",
    async show(page) {
      await addRule(page);
      await page.getByLabel("Queue", { exact: true }).selectOption({ label: "Returns" });
      await page.getByRole("button", { name: "Remove the condition on Subject", exact: true }).click();
      await page.getByRole("tab", { name: "Your history", exact: true }).click();
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.getByText(/tickets? would go elsewhere\.$/).waitFor();
    },
  },
  { name: "policy-publish", at: "settings", isDialog: true, show: openPublish },
  {
    name: "policy-conflict",
    at: "settings",
    async show(page, { server, installationId, desk }) {
      await openPublish(page);
      const document = { ...demoPolicy, capacity: { default: 6 + Math.floor(Math.random() * 30) } };
      const savedBy = `user:${desk.agents()[1]?.id}` as const;
      await savePolicy(server.context, { installationId, document, savedBy, note: "More room" });
      await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("button", { name: "Keep my work, on top of it", exact: true }).waitFor();
    },
  },
];
