import type { Page } from "playwright-core";
import type { FilledShop } from "./fill-shop.ts";
import type { Screen } from "./screen.ts";

const at = (path: (shop: FilledShop) => string) => (page: Page, shop: FilledShop) => page.goto(path(shop));
/** The emulated help desk's look is in its address. Freshdesk has no dark one. */
async function lookOf(page: Page, { desk }: FilledShop): Promise<string> {
  const isDark = await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
  return isDark && desk.name === "zendesk" ? "theme=dark" : "";
}
const deskAt = (path: string) => async (page: Page, shop: FilledShop) =>
  page.goto(`${shop.desk.pages().agent}${path}?${await lookOf(page, shop)}`);

/** What stands before the pages, and what the emulated help desks show around them. */
export const outerScreens: Screen[] = [
  { name: "signed-out", at: "anywhere", show: at(({ url }) => `${url}/tickets`) },
  {
    name: "install-zendesk",
    at: "anywhere",
    only: "zendesk",
    show: at(({ url }) => `${url}/install/zendesk`),
  },
  {
    name: "install-freshdesk",
    at: "anywhere",
    only: "freshdesk",
    show: at(({ url }) => `${url}/install/freshdesk`),
  },
  {
    name: "install-freshdesk-refused",
    at: "anywhere",
    only: "freshdesk",
    async show(page, { url, desk }) {
      await page.goto(`${url}/install/freshdesk`);
      await page.getByLabel("Address of the help desk").fill(desk.subdomain);
      await page.getByLabel("API key of that agent").fill("a-key-that-nobody-has");
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "install-freshdesk-done",
    at: "anywhere",
    only: "freshdesk",
    async show(page, { url, desk }) {
      await page.goto(`${url}/install/freshdesk`);
      await page.getByLabel("Address of the help desk").fill(desk.subdomain);
      await page.getByLabel("API key of that agent").fill(desk.credentials);
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await page.getByRole("heading", { name: "Your help desk is connected", exact: true }).waitFor();
    },
  },
  { name: "tickets", at: "settings", show: at(({ url }) => `${url}/tickets`) },
  { name: "ticket", at: "settings", show: at(({ url, tickets }) => `${url}/tickets/${tickets.assigned}`) },
  {
    name: "ticket-failed",
    at: "settings",
    show: at(({ url, tickets }) => `${url}/tickets/${tickets.failed}`),
  },
  { name: "ticket-missing", at: "settings", show: at(({ url }) => `${url}/tickets/424242`) },
  {
    name: "opened-elsewhere",
    at: "anywhere",
    only: "zendesk",
    show: at(({ url }) => `${url}/app/zendesk/sidebar`),
  },
  { name: "sign-in", at: "anywhere", only: "freshdesk", show: at(({ url }) => `${url}/sign-in/freshdesk`) },
  { name: "desk-tickets", at: "desk", show: deskAt("") },
  { name: "desk-new-ticket", at: "desk", show: deskAt("/new") },
  {
    name: "desk-ticket",
    at: "desk",
    async show(page, shop) {
      await deskAt(`/${shop.tickets.assigned}`)(page, shop);
      await page.frameLocator("iframe").getByRole("heading").first().waitFor();
    },
  },
  {
    name: "desk-admin",
    at: "desk",
    async show(page, shop) {
      await page.goto(`${shop.desk.pages().admin}&${await lookOf(page, shop)}`);
      await page.frameLocator("iframe").getByRole("link").first().waitFor();
    },
  },
];
