import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { AppFrame } from "./app-frame.tsx";
import { connectHost } from "./host/connect-host.ts";
import type { Host } from "./host/host.ts";
import { languageOf } from "./messages/language.ts";

const patienceMs = 20_000;

/**
 * Puts a page into the empty document, once the host has answered and the messages are there.
 *
 * @param page gives what stands inside host, colours and data
 */
export async function startPage(page: (host: Host) => Promise<ReactNode>): Promise<void> {
  const place = document.getElementById("app");
  if (!place) throw new Error("the page has no place for the app");
  const root = createRoot(place);
  try {
    const host = await Promise.race([connectHost(), giveUp()]);
    document.documentElement.lang = languageOf(host.locale);
    const content = await page(host);
    root.render(<AppFrame host={host}>{content}</AppFrame>);
  } catch {
    // Nothing is known of the reader here, not even the language.
    root.render(<p role="alert">This page could not be opened inside the help desk. Reload it.</p>);
  }
}

/** Whoever is around the page may never answer; nobody is left before an empty one. */
function giveUp(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("the help desk did not answer")), patienceMs);
  });
}
