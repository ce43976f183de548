import { afterAll, beforeAll, expect, it } from "vitest";
import { type FreshdeskShop, openFreshdeskShop } from "../support/freshdesk-shop.ts";
import { useBrowser } from "./support/use-browser.ts";

const openWindow = useBrowser();
let shop: FreshdeskShop;
beforeAll(async () => {
  shop = await openFreshdeskShop("pglite");
});
afterAll(() => shop.stop());

it("a browser takes our forms for our own: a Freshdesk is connected, the app gets its token, people sign in", async () => {
  const window = await openWindow();
  const page = await window.newPage();
  await page.goto(`${shop.url}/tickets`);
  await page.getByRole("link", { name: "Sign in to a Freshdesk help desk", exact: true }).click();
  await page.getByRole("link", { name: "connects the help desk", exact: true }).click();
  await page.getByLabel("Address of the help desk", { exact: true }).fill(shop.sandbox.subdomain);
  await page.getByLabel("API key of that agent", { exact: true }).fill("a-key-that-nobody-has");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("alert").getByText("does not accept this key").waitFor();
  await page.getByLabel("API key of that agent", { exact: true }).fill(shop.sandbox.integrationKey);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("heading", { name: "Your help desk is connected", exact: true }).waitFor();
  await page.getByRole("button", { name: "Make an installation token", exact: true }).click();
  const installToken = await page.locator("code.secret").innerText();
  const host = new URL(shop.sandbox.url).host;
  expect((await shop.hook("installed", installToken, { host })).status).toBe(201);

  await window.clearCookies();
  await page.goto(`${shop.url}/sign-in/freshdesk`);
  await page.getByLabel("Address of the help desk", { exact: true }).fill(shop.sandbox.subdomain);
  await page.getByLabel("Your own API key", { exact: true }).fill(shop.sandbox.integrationKey);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/settings*");
  expect(await page.content()).not.toContain(shop.sandbox.integrationKey);
});
