import type { BrowserContext, FrameLocator, Locator, Page } from "playwright-core";
import { createZendesk } from "../../../src/helpdesks/zendesk/index.ts";
import type { TestServer } from "../../support/test-server.ts";
import { zafHostPage } from "./zaf-host-page.ts";

/** What the made-up page of the help desk keeps, as `window.desk`. */
export interface Desk {
  heights: number[];
  notices: string[][];
}

export interface OpenedSidebar {
  page: Page;
  /** What is inside the help desk's frame. */
  sidebar: FrameLocator;
}

/** Lets the server know the emulated help desk's app, so that people are signed in by it. */
export function signInByApp(server: TestServer): void {
  const zendesk = createZendesk({ originOf: () => server.sandbox.url, appId: String(server.sandbox.appId) });
  Object.assign(server.server.context.helpdesks, { zendesk });
}

/** An agent's look at a ticket in the emulated help desk, with our page beside it. */
export async function openSidebar(
  server: TestServer,
  context: BrowserContext,
  input: { ticketId: number; locale?: string; colorScheme?: "light" | "dark"; userId?: number },
): Promise<OpenedSidebar> {
  const { sandbox } = server;
  const { ticketId, locale = "en-US", colorScheme = "light", userId = agentOf(server) } = input;
  const origin = encodeURIComponent(sandbox.url);
  const body = zafHostPage({
    frameUrl: `${server.url}/app/zendesk/sidebar?origin=${origin}&app_guid=guid-1`,
    token: sandbox.signUrlToken({ userId }),
    ticketId,
    locale,
    colorScheme,
  });
  const page = await context.newPage();
  const address = `${sandbox.url}/agent/tickets/${ticketId}`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await page.goto(address);
  return { page, sidebar: page.frameLocator("iframe") };
}

/** Somebody who is an agent and nothing more. */
export function agentOf({ sandbox }: TestServer): number {
  const agent = sandbox
    .agents()
    .find(({ role, roleType, suspended }) => role === "agent" && roleType === 0 && !suspended);
  if (!agent) throw new Error("the emulated help desk has no agent");
  return agent.id;
}

/** What each row of a table is called, and its last cell. */
export function rowsOf(table: Locator): Promise<(string | null | undefined)[][]> {
  return table
    .getByRole("row")
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector("th")?.textContent,
        row.querySelector("td:last-child")?.textContent,
      ]),
    );
}
