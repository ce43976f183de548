import type { FetchResponse } from "../../ports/platform.ts";
import type { LimitReading } from "../limiter.ts";

/** Reads the limit headers of all eras; a reply has the ones of its own route only. */
export function readZendeskLimits(headers: FetchResponse["headers"]): LimitReading[] {
  const readings: LimitReading[] = [];
  const limit = numberOf(headers.get("ratelimit-limit") ?? headers.get("rate-limit"));
  const remaining = numberOf(headers.get("ratelimit-remaining") ?? headers.get("rate-limit-remaining"));
  const resetSeconds = numberOf(headers.get("ratelimit-reset") ?? headers.get("rate-limit-reset"));
  if (limit !== undefined && remaining !== undefined && resetSeconds !== undefined) {
    readings.push({ family: "account", limit, remaining, resetSeconds });
  }
  const updates =
    headers.get("zendesk-ratelimit-tickets-update") ?? headers.get("zendesk-rate-limit-tickets-update");
  const match = /total=(\d+);\s*remaining=(\d+);\s*resets=(\d+)/.exec(updates ?? "");
  if (match) {
    readings.push({
      family: "tickets-update",
      limit: Number(match[1]),
      remaining: Number(match[2]),
      resetSeconds: Number(match[3]),
    });
  }
  return readings;
}

function numberOf(text: string | null): number | undefined {
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
