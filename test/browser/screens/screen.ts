import type { Page } from "playwright-core";
import type { FilledShop } from "./fill-shop.ts";

/** One thing to look at: a page or a dialog in one of its states. */
export interface Screen {
  /** The name of its pictures. */
  name: string;
  /** Where it is opened: the settings or the sidebar of a signed-in admin, anywhere by itself, or a help desk's own page. */
  at: "settings" | "sidebar" | "anywhere" | "desk";
  /** Brings the page into the state; of the settings it is given any page of them. */
  show(page: Page, shop: FilledShop): Promise<unknown>;
  /** What lies over the page is taken as far as the window goes. */
  isDialog?: boolean;
  /** The dialog's end is shown, where there is more in it than the window has room for. */
  isScrolled?: boolean;
  /** Until what it shows has come to rest; a little while when absent. */
  restMs?: number;
  /** Only with this help desk. */
  only?: "zendesk" | "freshdesk";
}

/** Folds out every part of a receipt. */
export function openDetails(page: Page): Promise<unknown> {
  return page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
}
