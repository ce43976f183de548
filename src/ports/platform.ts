/** The part of `fetch` that help desk clients use; node-fetch and the platform's own both satisfy it. */
export type Fetch = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    redirect: "manual";
    signal: AbortSignal;
  },
) => Promise<FetchResponse>;

export interface FetchResponse {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export type LogFields = Readonly<Record<string, unknown>>;

/** Logs carry ids, never tokens or ticket text. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The keyed hash, in base64, of a message's parts one after the other; text is taken as UTF-8, the secret as well. */
export type HmacSha256 = (
  secret: string,
  parts: (string | Uint8Array<ArrayBuffer>)[],
) => Promise<string> | string;

/** What a runtime gives to the rest: time, chance and the network come in by this door only. */
export interface Platform {
  /** Milliseconds since 1970. */
  now(): number;
  /** A new ULID: unique, and sortable by time. */
  newId(): string;
  /** Lets everything that is ready to run, run first: an engine in this process gives way to nobody by itself. */
  nextTurn(): Promise<void>;
  fetch: Fetch;
  log: Log;
}
