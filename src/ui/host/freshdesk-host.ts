import { createEmitter } from "./create-emitter.ts";
import { type Host, type Session, SessionError, UnknownTicketError } from "./host.ts";

/** What the app's server side gets from `/hooks/app/ticket-session`. */
interface TicketSession {
  serverUrl: string;
  installationId: string;
  token: string;
  expiresAt: string;
}

/** So long before its end another session is asked for. */
const renewBeforeMs = 30_000;

/** A page packed into an app of Freshworks: its kit tells the ticket, and the app's server side gives the session. */
export async function connectFreshdesk(): Promise<Host> {
  const client = await window.app?.initialized();
  if (!client) throw new Error("this page was opened without its help desk");
  const tickets = createEmitter<string | undefined>();
  const touches = createEmitter<void>();
  const readTicketId = async () => {
    const { ticket } = (await client.data.get("ticket")) as { ticket?: { id?: number } };
    return ticket?.id === undefined ? undefined : String(ticket.id);
  };
  const [firstTicketId, locale] = await Promise.all([readTicketId(), readLanguage(client)]);
  let ticketId = firstTicketId;
  // It fires again for each ticket that the agent goes to.
  client.events.on("app.activated", async () => {
    const now = await readTicketId();
    if (now === ticketId) return touches.emit();
    ticketId = now;
    tickets.emit(ticketId);
  });
  return {
    kind: "freshdesk",
    helpdesk: "freshdesk",
    locale,
    // It has no dark look of its own.
    colorScheme: "light",
    get ticketId() {
      return ticketId;
    },
    onTicketChange: tickets.on,
    onColorSchemeChange: () => () => {},
    onTicketTouched: touches.on,
    resize: (heightPx) => void client.instance.resize({ height: `${heightPx}px` }),
    notify: (message, tone) =>
      void client.interface.trigger("showNotify", { type: tone === "error" ? "danger" : "success", message }),
    session: createSession(client, () => ticketId),
  };
}

/** The agent's own in the help desk; the browser's where the kit does not tell, for its documentation leaves that open. */
async function readLanguage(client: FreshworksClient): Promise<string> {
  const { loggedInUser } = (await client.data.get("loggedInUser").catch(() => ({}))) as {
    loggedInUser?: { contact?: { language?: unknown } };
  };
  const language = loggedInUser?.contact?.language;
  return typeof language === "string" && language !== "" ? language : navigator.language;
}

/** A session is for one ticket and five minutes. */
function createSession(client: FreshworksClient, currentTicketId: () => string | undefined) {
  let opened: { ticketId: string | undefined; session: Promise<TicketSession> } | undefined;
  const open = async (ticketId: string | undefined): Promise<TicketSession> => {
    try {
      const { response } = await client.request.invoke("openTicketSession", { ticketId });
      return (typeof response === "string" ? JSON.parse(response) : response) as TicketSession;
    } catch (error) {
      const { status } = error as { status?: unknown };
      if (status === 404) throw new UnknownTicketError(String(ticketId));
      if (status === 401 || status === 403) {
        throw new SessionError("the app could not open a session", { cause: error });
      }
      // The platform lets only so many calls of an app through in a minute; that passes.
      throw new Error("the app could not ask for a session", { cause: error });
    }
  };
  return async (): Promise<Session> => {
    const ticketId = currentTicketId();
    const known = opened?.ticketId === ticketId ? await opened?.session.catch(() => undefined) : undefined;
    const isGood = known !== undefined && Date.now() < Date.parse(known.expiresAt) - renewBeforeMs;
    if (!isGood) opened = { ticketId, session: open(ticketId) };
    const { serverUrl, installationId, token } = await (opened as NonNullable<typeof opened>).session;
    return { serverUrl, installationId, token, role: "reader" };
  };
}
