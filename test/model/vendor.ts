import type { Fetch } from "../../src/ports/platform.ts";
import type { Answer, ModelDesk } from "./desks/desk.ts";
import type { History } from "./history.ts";
import type { Mutant } from "./mutants.ts";
import type { Scheduler } from "./scheduler.ts";
import { currentCall, currentFlow } from "./watch-calls.ts";

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
  desk: ModelDesk;
  history: History;
  now: () => number;
  /** From 0 to 1. */
  draw: () => number;
  faultPercent: () => number;
  /** How much longer than its own patience the worker was held up. */
  hasTimedOut: (sinceMs: number) => boolean;
  mutant: Mutant | undefined;
}): Fetch {
  const { process, scheduler, desk, history, now, draw, mutant } = input;
  return async (url, { signal: _signal, ...init }) => {
    const sinceMs = now();
    const path = url.slice(url.indexOf("/api/"));
    await scheduler.gate(process, `${init.method} ${path}`);
    const fault =
      draw() * 100 < input.faultPercent() ? faults[Math.floor(draw() * faults.length)] : undefined;
    if (input.hasTimedOut(sinceMs) || fault === "timeout") throw timeout();
    const refusal = refusalOf(fault, init.method, desk);
    if (refusal) return refusal;

    const body =
      mutant?.rewriteBody && init.body && init.method === "PUT"
        ? JSON.stringify(mutant.rewriteBody(JSON.parse(init.body)))
        : init.body;
    const call = currentCall();
    const readUpTo = history.changes.length;
    const isReRead =
      init.method === "GET" && (call?.verb === "updateTicket" || call?.verb === "restoreTicket");
    if (call && isReRead) call.readUpTo = readUpTo;
    const response = await scheduler.track(async () =>
      desk.fetch(new Request(url, { ...init, ...(body === undefined ? {} : { body }) })),
    );
    const text = await response.text();
    await scheduler.gate(process, `reply to ${init.method} ${path}`);
    if (input.hasTimedOut(sinceMs) || fault === "timeout after all") throw timeout();
    if (fault === "broken after all") return reply(502, "<html>Bad Gateway</html>");
    if (response.status !== 200) return reply(response.status, text, response.headers);
    const json = JSON.parse(text) as Record<string, unknown>;
    const isSnapshot = call?.verb === "findTicket";
    history.noteTold(desk.readAnswer(json), {
      readUpTo: isSnapshot ? readUpTo : undefined,
      flow: currentFlow(),
    });
    const heard = path.includes("/tickets")
      ? mutant?.rewriteReply?.(json, { isSnapshot, isReRead, process })
      : undefined;
    return reply(response.status, heard ? JSON.stringify(heard) : text, response.headers);
  };
}

function refusalOf(fault: Fault | undefined, method: string, { refusals }: ModelDesk) {
  const answer = (given: Answer | undefined) => given && reply(given.status, given.text);
  switch (fault) {
    case "conflict":
    case "refused":
      return method === "PUT" ? answer(refusals[fault]) : undefined;
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
