import type { Fetch } from "../../src/ports/platform.ts";
import type { OpenZendeskSandbox } from "../../src/sandbox/zendesk/open-zendesk-sandbox.ts";
import type { History } from "./history.ts";
import type { Scheduler } from "./scheduler.ts";

export type Fault = (typeof faults)[number];
const faults = [
  "conflict",
  "refused",
  "throttled",
  "broken",
  "broken after all",
  "timeout",
  "timeout after all",
] as const;

/** A process's way to the emulated help desk, without sockets: what is sent, and what is answered, may be held up or lost. */
export function createVendorFetch(input: {
  process: string;
  scheduler: Scheduler;
  sandbox: OpenZendeskSandbox;
  history: History;
  now: () => number;
  /** From 0 to 1. */
  draw: () => number;
  faultPercent: () => number;
  /** How much longer than its own patience the worker was held up. */
  hasTimedOut: (sinceMs: number) => boolean;
  rewriteBody: (body: Record<string, unknown>) => Record<string, unknown>;
  rewriteReply: (reply: Record<string, unknown>) => Record<string, unknown>;
}): Fetch {
  const { process, scheduler, sandbox, history, now, draw } = input;
  return async (url, { signal: _signal, ...init }) => {
    const sinceMs = now();
    const path = url.slice(url.indexOf("/api/"));
    await scheduler.gate(process, `${init.method} ${path}`);
    const fault =
      draw() * 100 < input.faultPercent() ? faults[Math.floor(draw() * faults.length)] : undefined;
    if (input.hasTimedOut(sinceMs) || fault === "timeout") throw timeout();
    const refusal = refusalOf(fault, init.method);
    if (refusal) return refusal;

    const body =
      init.body && init.method === "PUT"
        ? JSON.stringify(input.rewriteBody(JSON.parse(init.body)))
        : init.body;
    history.isRestoring = init.method === "PUT" && !(body ?? "").includes('"comment"');
    const response = await scheduler.track(async () =>
      sandbox.fetch(new Request(url, { ...init, ...(body === undefined ? {} : { body }) })),
    );
    const text = await response.text();
    await scheduler.gate(process, `reply to ${init.method} ${path}`);
    if (input.hasTimedOut(sinceMs) || fault === "timeout after all") throw timeout();
    if (fault === "broken after all") return reply(502, "<html>Bad Gateway</html>");
    if (response.status === 200) history.noteReply(JSON.parse(text), init.method);
    const isChanged = response.status === 200 && path.includes("/tickets");
    return reply(
      response.status,
      isChanged ? JSON.stringify(input.rewriteReply(JSON.parse(text))) : text,
      response.headers,
    );
  };
}

function refusalOf(fault: Fault | undefined, method: string) {
  switch (fault) {
    case "conflict":
      return method === "PUT" ? reply(409, '{"error":"DatabaseConflict"}') : undefined;
    case "refused":
      return method === "PUT" ? reply(422, '{"error":"RecordInvalid","details":{"assignee":[]}}') : undefined;
    case "throttled":
      return reply(
        429,
        "Number of allowed API requests per minute exceeded",
        new Headers({ "retry-after": "3" }),
      );
    case "broken":
      return reply(500, "<html>Internal Server Error</html>");
    default:
      return undefined;
  }
}

function reply(status: number, text: string, headers = new Headers()) {
  return { status, headers, text: async () => text };
}

function timeout(): Error {
  return Object.assign(new Error("timed out"), { name: "TimeoutError" });
}
