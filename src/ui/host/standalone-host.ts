import { createEmitter } from "./create-emitter.ts";
import type { ColorScheme, Host } from "./host.ts";
import type { PageData } from "./page-data.ts";

/** A page at our own address: the cookie speaks for it, and the ticket is in the address. */
export async function connectStandalone(data: PageData): Promise<Host> {
  const tickets = createEmitter<string | undefined>();
  const schemes = createEmitter<ColorScheme>();
  const touches = createEmitter<void>();
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const scheme = (): ColorScheme => (dark.matches ? "dark" : "light");
  const ticketId = () => new URLSearchParams(location.search).get("ticket") ?? undefined;
  dark.addEventListener("change", () => schemes.emit(scheme()));
  window.addEventListener("popstate", () => tickets.emit(ticketId()));
  window.addEventListener("focus", () => touches.emit());
  return {
    kind: "standalone",
    helpdesk: data.helpdesk,
    locale: new URLSearchParams(location.search).get("locale") ?? navigator.language,
    get colorScheme() {
      return scheme();
    },
    get ticketId() {
      return ticketId();
    },
    onTicketChange: tickets.on,
    onColorSchemeChange: schemes.on,
    onTicketTouched: touches.on,
    // Nobody is around us: the window scrolls, and the page itself tells.
    resize() {},
    notify() {},
    session: async () => ({
      serverUrl: "",
      installationId: data.installationId ?? "",
      token: undefined,
      role: data.role ?? "agent",
    }),
  };
}
