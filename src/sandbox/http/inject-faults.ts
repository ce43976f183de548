import { setTimeout as sleep } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";
import type { Surroundings } from "../surroundings.ts";
import { ApiError } from "./api-error.ts";

/** Slow, failing and throttled answers, all before anything is applied. */
export function injectFaults(
  world: Surroundings,
  tooManyRequests: (retryAfterSeconds: number) => ApiError,
): MiddlewareHandler {
  return async (c, next) => {
    const { faults, random } = world;
    const path = `${c.req.method} ${c.req.path}`;
    const key = `${path}:${world.count(path)}`;
    const latencyMs = random.between(faults.apiLatencyMs, `latency:${key}`);
    if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: world.stopping.signal });
    if (random.chance(faults.rateLimitRate, `throttled:${key}`)) {
      throw tooManyRequests(faults.rateLimitRetryAfterSeconds);
    }
    if (random.chance(faults.apiErrorRate, `error:${key}`)) {
      throw serverError(random.pick(faults.apiErrorStatuses, `status:${key}`) ?? 500);
    }
    await next();
  };
}

function serverError(status: 500 | 502 | 503): ApiError {
  if (status === 503) return new ApiError(503, "Service Unavailable", { "Retry-After": "1" });
  const title = status === 502 ? "Bad Gateway" : "Internal Server Error";
  return new ApiError(
    status,
    `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  );
}
