import type { Page } from "playwright-core";
import type { FilledShop } from "./fill-shop.ts";

/** One thing to look at: a page or a dialog in one of its states. */
export interface Screen {
  /** The name of its pictures. */
  name: string;
  /** Where it is opened: the settings or the sidebar of a signed-in admin, or anywhere by itself. */
  at: "settings" | "sidebar" | "anywhere";
  /** Brings the page into the state; of the settings it is given any page of them. */
  show(page: Page, shop: FilledShop): Promise<unknown>;
  /** What lies over the page is taken as far as the window goes. */
  isDialog?: boolean;
  /** Only with this help desk. */
  only?: "zendesk" | "freshdesk";
}

/** Folds out every part of a receipt. */
export function openDetails(page: Page): Promise<unknown> {
  return page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
}
