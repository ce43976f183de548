import { Suspense, useSyncExternalStore } from "react";
import { settingsText } from "../messages/settings-text.ts";
import { settingsPages } from "./pages.ts";

/** The settings: a row of links, and the page that the address names. */
export function Settings() {
  const { tell } = settingsText.useText();
  const path = useSyncExternalStore(
    (changed) => {
      window.addEventListener("hashchange", changed);
      return () => window.removeEventListener("hashchange", changed);
    },
    () => location.hash.replace(/^#\/?/, "").split("/")[0] ?? "",
  );
  const shown = settingsPages.find((page) => page.path === path) ?? settingsPages[0];
  if (!shown) return null;
  return (
    <>
      <nav aria-label={tell("title")}>
        {settingsPages.map((page) => (
          <a key={page.path} href={`#/${page.path}`} aria-current={page === shown ? "page" : undefined}>
            {tell(page.title)}
          </a>
        ))}
      </nav>
      <main>
        <h1>{tell(shown.title)}</h1>
        <Suspense fallback={<p>{tell("loading")}</p>}>
          <shown.Page />
        </Suspense>
      </main>
    </>
  );
}
