import type { z } from "zod";
import { HelpdeskError } from "../ports/helpdesk-error.ts";
import type { FetchResponse, Platform } from "../ports/platform.ts";
import type { Limiter, LimitReading } from "./limiter.ts";

const timeoutMs = 10_000;
/** Where a refusal names no time. */
const defaultRetrySeconds = 15;

export interface Reply {
  status: number;
  /** Undefined when the reply had no JSON. */
  json: unknown;
  text: string;
}

export type Request = (input: {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  /** Further limits than the account's own that this call counts against. */
  families?: string[];
  /** How many calls it counts as, where that differs. */
  cost?: number;
}) => Promise<Reply>;

/**
 * One HTTP exchange with a help desk. Success, 400, 404, 405, 409 and 422 come back as replies, for they mean
 * something to the caller; the rest is thrown as HelpdeskError with its retry advice.
 */
export function createRequest(input: {
  origin: string;
  headers: Record<string, string>;
  platform: Platform;
  limiter: Limiter;
  /** @param families further limits that the call counted against */
  readLimits: (headers: FetchResponse["headers"], families: string[]) => LimitReading[];
  /** What a vendor says in words of its own; undefined leaves the meaning of the status as it is. */
  explainFailure?: (reply: Reply) => HelpdeskError | undefined;
}): Request {
  return async ({ method, path, body, families = [], cost = 1 }) => {
    input.limiter.check(["account", ...families], cost);
    const response = await send(input, method, path, body);
    input.limiter.note(input.readLimits(response.headers, families));
    const text = await readText(response);
    const reply = { status: response.status, json: parseJson(text), text };
    const failure = input.explainFailure?.(reply) ?? failureOf(response);
    if (!failure) return reply;
    if (failure.failure === "rate-limited" && typeof failure.retry === "object") {
      input.limiter.block(failure.retry.afterSeconds, families);
    }
    throw failure;
  };
}

async function send(
  input: { origin: string; headers: Record<string, string>; platform: Platform },
  method: string,
  path: string,
  body: unknown,
): Promise<FetchResponse> {
  const exchange = () =>
    input.platform.fetch(`${input.origin}${path}`, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...input.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect would carry the credentials to a host that nobody has checked.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
  try {
    return await exchange().catch((error: unknown) => {
      // A connection that was kept may be closed over there in the moment in which it is used again. What only reads
      // may be sent twice; of a write nobody knows whether it was heard.
      if (method !== "GET" || isTimeout(error)) throw error;
      return exchange();
    });
  } catch (error) {
    throw brokenExchange(error);
  }
}

async function readText(response: FetchResponse): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw brokenExchange(error);
  }
}

function brokenExchange(error: unknown): HelpdeskError {
  return isTimeout(error)
    ? new HelpdeskError("timeout", "the help desk did not answer in time", "later", { cause: error })
    : new HelpdeskError("unavailable", "the help desk could not be reached", "later", { cause: error });
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

function failureOf(response: FetchResponse): HelpdeskError | undefined {
  const { status } = response;
  if (status >= 200 && status < 300) return undefined;
  if ([400, 404, 405, 409, 422].includes(status)) return undefined;
  if (status === 401) {
    return new HelpdeskError(
      "unauthorized",
      "the help desk no longer accepts our credentials; reconnect",
      "later",
    );
  }
  if (status === 403) {
    return new HelpdeskError("forbidden", "the connected user may not do this in the help desk", "never");
  }
  if (status === 429) {
    return new HelpdeskError("rate-limited", "the help desk asks us to slow down", {
      afterSeconds: retryAfterSeconds(response) ?? defaultRetrySeconds,
    });
  }
  if (status >= 500) {
    const afterSeconds = retryAfterSeconds(response);
    return new HelpdeskError(
      "unavailable",
      `the help desk answered ${status}`,
      afterSeconds === undefined ? "later" : { afterSeconds },
    );
  }
  return new HelpdeskError("unexpected", `the help desk answered ${status}`, "never");
}

function retryAfterSeconds(response: FetchResponse): number | undefined {
  const text = response.headers.get("retry-after")?.trim();
  const seconds = text ? Number(text) : Number.NaN;
  // At least a second, or a refusal that says "at once" is asked again without a pause.
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.max(seconds, 1), 3600) : undefined;
}

/** Reads the fields we need. @throws HelpdeskError naming the first field that is not as documented */
export function parseReply<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new HelpdeskError("unexpected", `the help desk's answer is not as documented, at "${path}"`, "later");
}

/** Help desks answer errors in JSON, in plain text and in HTML alike. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
