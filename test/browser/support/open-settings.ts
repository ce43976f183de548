import type { BrowserContext, Page } from "playwright-core";
import { openSession } from "../../../src/services/sessions/open-session.ts";
import { createSignInLink } from "../../../src/services/sessions/sign-in-links.ts";
import type { Connected } from "../../support/test-server.ts";

/** The settings at our own address, opened as the operator does it: by a link that is good once. */
export async function openByLink(server: Connected, window: BrowserContext): Promise<Page> {
  const page = await window.newPage();
  const { path } = await createSignInLink(server.server.context);
  await page.goto(server.url + path);
  return page;
}

/** The same for an admin of the help desk, who was signed in before. */
export async function openAsAdmin(server: Connected, window: BrowserContext, userId: string): Promise<Page> {
  const { installationId } = server;
  const principal = { kind: "person", installationId, userId, role: "admin" } as const;
  const { token } = await openSession(server.server.context, { principal, life: "cookie" });
  await window.addCookies([{ name: "signalbox-session", value: token, url: server.url }]);
  const page = await window.newPage();
  await page.goto(`${server.url}/settings`);
  return page;
}

/** Opens one of the settings' pages and waits until what it asked for is there. */
export async function showPage(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
}
