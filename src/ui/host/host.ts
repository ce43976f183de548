/** Whose palette and manners the page takes on. */
export type HostKind = "zendesk" | "freshdesk" | "standalone";

/** What a page needs to ask the server, and whether whoever looks may change something. */
export interface Session {
  /** Where the server is, without a slash at the end; empty for the address that the page came from. */
  serverUrl: string;
  installationId: string;
  /** Undefined where a cookie speaks for the page. */
  token: string | undefined;
  /** `reader`: the installation is proven and the person is not. */
  role: "reader" | "agent" | "lead" | "admin" | "operator";
}

/**
 * What a page may ask of whoever shows it. Each help desk has its own kit for that; nothing but the folder `host` knows
 * any of their words. `connectHost` gives one when it is ready.
 */
export interface Host {
  readonly kind: HostKind;
  /** The help desk whose tickets these are, for the palette. */
  readonly helpdesk: "zendesk" | "freshdesk";
  /** BCP 47, as the person reads their help desk. */
  readonly locale: string;
  readonly colorScheme: ColorScheme;
  /** Undefined where no ticket is looked at. */
  readonly ticketId: string | undefined;
  /** Calls back with the new number when another ticket is looked at. @returns what ends that */
  onTicketChange(listener: (ticketId: string | undefined) => void): () => void;
  onColorSchemeChange(listener: (scheme: ColorScheme) => void): () => void;
  /** Calls back when the ticket that is looked at may have changed. */
  onTicketTouched(listener: () => void): () => void;
  resize(heightPx: number): void;
  notify(message: string, tone: "success" | "error"): void;
  /** A session that is good now; opens or renews one where needed. @throws SessionError */
  session(): Promise<Session>;
}

export type ColorScheme = "light" | "dark";

/** The app could open no session, for the ticket was never routed. */
export class UnknownTicketError extends Error {
  override name = "UnknownTicketError";
}

/** Nobody is signed in any more; only whoever shows the page can change that. */
export class SessionError extends Error {
  override name = "SessionError";
}
