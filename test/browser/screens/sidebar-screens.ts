import type { Page } from "playwright-core";
import type { FilledShop } from "./fill-shop.ts";
import type { Screen } from "./screen.ts";

type Kind = keyof FilledShop["tickets"];

async function openTicket(page: Page, shop: FilledShop, kind: Kind): Promise<void> {
  await page.goto(`${shop.url}/sidebar?ticket=${shop.tickets[kind]}`);
  await page.getByRole("heading").first().waitFor();
}

async function openAll(page: Page): Promise<void> {
  // Within what is folded out there is more to fold out.
  for (let depth = 0; depth < 2; depth++) {
    const folded = await page.locator("details:not([open]) > summary:visible").all();
    // From the last, for each that opens drops out of what the locator finds.
    for (const part of folded.reverse()) await part.click();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
  }
}

const kinds: Kind[] = ["assigned", "held", "failed"];

export const sidebarScreens: Screen[] = [
  ...kinds.map(
    (kind): Screen => ({
      name: `sidebar-${kind}`,
      at: "sidebar",
      async show(page, shop) {
        await openTicket(page, shop, kind);
        await openAll(page);
      },
    }),
  ),
  {
    name: "sidebar-wrong-place",
    at: "sidebar",
    async show(page, shop) {
      await openTicket(page, shop, "assigned");
      await page.getByRole("button", { name: "Wrong place", exact: true }).click();
      await page.getByRole("radio", { name: "Wrong group", exact: true }).waitFor();
    },
  },
  {
    name: "sidebar-re-route",
    at: "sidebar",
    async show(page, shop) {
      await openTicket(page, shop, "assigned");
      await page.getByRole("button", { name: "Re-route now", exact: true }).click();
      await page.getByRole("button", { name: "Re-route it", exact: true }).waitFor();
    },
  },
  {
    name: "sidebar-not-seen",
    at: "sidebar",
    async show(page, shop) {
      const before = shop.desk.tickets().find(({ isSolved }) => isSolved);
      await page.goto(`${shop.url}/sidebar?ticket=${before?.id}`);
      await page.getByRole("button", { name: "Explain now", exact: true }).click();
      await page.getByRole("heading", { name: "If it came in now", exact: true }).waitFor();
    },
  },
  {
    name: "sidebar-loading",
    at: "sidebar",
    // What is drawn meanwhile fades in.
    restMs: 1_200,
    async show(page, shop) {
      await page.route("**/story", () => {});
      await page.goto(`${shop.url}/sidebar?ticket=${shop.tickets.assigned}`);
      await page.getByRole("status").waitFor();
    },
  },
  {
    name: "sidebar-offline",
    at: "sidebar",
    async show(page, shop) {
      await page.route("**/story", (call) => call.abort());
      await page.goto(`${shop.url}/sidebar?ticket=${shop.tickets.assigned}`);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "sidebar-signed-out",
    at: "sidebar",
    async show(page, shop) {
      const json = { error: { code: "unauthorized", message: "sign in" } };
      await page.route("**/story", (call) => call.fulfill({ status: 401, json }));
      await page.goto(`${shop.url}/sidebar?ticket=${shop.tickets.assigned}`);
      await page.getByText("You are not signed in any more").waitFor();
    },
  },
  {
    name: "sidebar-japanese",
    at: "sidebar",
    async show(page, shop) {
      await page.goto(`${shop.url}/sidebar?ticket=${shop.tickets.assigned}&locale=ja`);
      await page.getByRole("heading").first().waitFor();
      await openAll(page);
    },
  },
];
