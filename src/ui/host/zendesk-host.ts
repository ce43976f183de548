import { createEmitter } from "./create-emitter.ts";
import { type ColorScheme, type Host, type Session, SessionError } from "./host.ts";
import type { PageData } from "./page-data.ts";

/** So long before its end a session is renewed. */
const renewBeforeMs = 5 * 60_000;

/** A page inside Zendesk: its kit tells the ticket, and the server put a session into the page. */
export async function connectZendesk(data: PageData): Promise<Host> {
  const client = window.ZAFClient?.init();
  if (!client) throw new Error("this page was opened without its help desk");
  const tickets = createEmitter<string | undefined>();
  const schemes = createEmitter<ColorScheme>();
  const touches = createEmitter<void>();
  const context = await client.context();
  const read = (path: string) =>
    client.get(path).then(
      (found) => found[path],
      () => undefined,
    );
  const isInTicket = context.location !== "nav_bar";
  const [ticket, locale, scheme] = await Promise.all([
    isInTicket ? (context.ticketId ?? read("ticket.id")) : undefined,
    read("currentUser.locale"),
    read("colorScheme"),
  ]);
  let ticketId = ticket === undefined ? undefined : String(ticket);
  let colorScheme: ColorScheme = scheme === "dark" ? "dark" : "light";
  client.on("colorScheme.changed", (changed: unknown) => {
    colorScheme = changed === "dark" ? "dark" : "light";
    schemes.emit(colorScheme);
  });
  // One frame may be shown beside another ticket than the one it was opened with.
  client.on("app.activated", async () => {
    const now = isInTicket ? await read("ticket.id") : undefined;
    if (now === undefined) return;
    if (String(now) === ticketId) return touches.emit();
    ticketId = String(now);
    tickets.emit(ticketId);
  });
  for (const event of [
    "ticket.updated",
    "ticket.submit.done",
    "ticket.assignee.user.id.changed",
    "ticket.assignee.group.id.changed",
  ]) {
    client.on(event, () => touches.emit());
  }
  return {
    kind: "zendesk",
    helpdesk: "zendesk",
    locale: typeof locale === "string" ? locale : navigator.language,
    get colorScheme() {
      return colorScheme;
    },
    get ticketId() {
      return ticketId;
    },
    onTicketChange: tickets.on,
    onColorSchemeChange: schemes.on,
    onTicketTouched: touches.on,
    resize: (heightPx) => void client.invoke("resize", { width: "100%", height: `${heightPx}px` }),
    // The help desk takes it for markup.
    notify: (message, tone) =>
      void client.invoke("notify", escapeMarkup(message), tone === "error" ? "error" : "notice"),
    session: createSession(data),
  };
}

/** The session lives in this page's memory, and is renewed while the page is used. */
function createSession(data: PageData): () => Promise<Session> {
  const { token = "", installationId = "", role = "agent" } = data;
  let expiresAtMs = Date.parse(data.expiresAt ?? "");
  let renewal: Promise<void> | undefined;
  const renew = async () => {
    const answer = await fetch("/api/session/renew", {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.status === 401) throw new SessionError("the session has ended");
    // Anything else is a fault that passes; the session is good for some minutes yet.
    if (answer.ok) expiresAtMs = Date.parse(((await answer.json()) as { expiresAt: string }).expiresAt);
  };
  return async () => {
    if (Date.now() > expiresAtMs - renewBeforeMs) {
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      await renewal;
    }
    return { serverUrl: "", installationId, token, role };
  };
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
