import { monotonicFactory } from "ulid";
import type { Fetch, Log, Platform } from "../ports/platform.ts";
import type { Env } from "./env.ts";
import { redact } from "./redact.ts";

/** No help desk answers us with more. */
const maxReplyBytes = 16 * 1024 * 1024;
const levels = ["debug", "info", "warn", "error", "silent"];

export function createWorkerPlatform(env: Pick<Env, "SIGNALBOX_LOG_LEVEL">): Platform {
  const nextUlid = monotonicFactory();
  return {
    now: Date.now,
    newId: () => nextUlid(),
    nextTurn: () => new Promise((resolve) => setTimeout(resolve, 0)),
    fetch: fetchBounded,
    log: createLog(env.SIGNALBOX_LOG_LEVEL),
  };
}

const fetchBounded: Fetch = async (url, init) => {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: () => readText(response) };
};

/** The platform has no bound of its own for what it reads. */
async function readText({ body }: Response): Promise<string> {
  if (!body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxReplyBytes) throw new Error("the reply is larger than any that is real");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** One JSON object a line, as on Node; the platform collects what is written to the console. */
function createLog(level: Env["SIGNALBOX_LOG_LEVEL"]): Log {
  const write =
    (own: "info" | "warn" | "error"): Log["info"] =>
    (message, fields) => {
      if (levels.indexOf(own) < levels.indexOf(level)) return;
      // biome-ignore lint/suspicious/noConsole: a Worker has no other way to write a log
      console[own](JSON.stringify({ level: own, time: Date.now(), ...redact(fields ?? {}), msg: message }));
    };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
