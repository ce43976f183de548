import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import nodeFetch from "node-fetch";
import { pino } from "pino";
import { monotonicFactory } from "ulid";
import type { Log, Platform } from "../ports/platform.ts";
import type { Env } from "./env.ts";
import { redact } from "./redact.ts";

/** No help desk answers us with more. */
const maxReplyBytes = 16 * 1024 * 1024;
/** Bounded, so that a burst of tickets is not a burst of connections. */
const sockets = { keepAlive: true, maxSockets: 16, maxFreeSockets: 8 };

export function createNodePlatform(env: Pick<Env, "SIGNALBOX_LOG_LEVEL">): Platform & { close(): void } {
  const httpAgent = new HttpAgent(sockets);
  const httpsAgent = new HttpsAgent(sockets);
  // Draws new random bits once a millisecond, not for each id.
  const nextUlid = monotonicFactory();
  return {
    now: Date.now,
    newId: () => nextUlid(),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    fetch: (url, init) =>
      nodeFetch(url, {
        ...init,
        size: maxReplyBytes,
        agent: (target) => (target.protocol === "http:" ? httpAgent : httpsAgent),
      }),
    log: createLog(env.SIGNALBOX_LOG_LEVEL),
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function createLog(level: string): Log {
  const logger = pino({ level, base: null });
  return {
    info: (message, fields) => logger.info(redact(fields ?? {}), message),
    warn: (message, fields) => logger.warn(redact(fields ?? {}), message),
    error: (message, fields) => logger.error(redact(fields ?? {}), message),
  };
}
