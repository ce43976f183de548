import type { FetchResponse } from "../../ports/platform.ts";
import type { LimitReading } from "../limiter.ts";

/** Limits of single endpoints, which come in a header of their own. */
const endpoints = [
  {
    family: "tickets-update",
    headerNames: ["zendesk-ratelimit-tickets-update", "zendesk-rate-limit-tickets-update"],
  },
  {
    family: "incremental-exports",
    headerNames: ["zendesk-ratelimit-incremental-exports", "zendesk-rate-limit-incremental-exports"],
    // Ten calls a minute for everything that mirrors the account, and learning is in no hurry.
    reservedShare: 0.5,
  },
];

/** Reads the limit headers of all eras; a reply has the ones of its own route only. */
export function readZendeskLimits(headers: FetchResponse["headers"]): LimitReading[] {
  const readings: LimitReading[] = [];
  const limit = numberOf(headers.get("ratelimit-limit") ?? headers.get("rate-limit"));
  const remaining = numberOf(headers.get("ratelimit-remaining") ?? headers.get("rate-limit-remaining"));
  const resetSeconds = numberOf(headers.get("ratelimit-reset") ?? headers.get("rate-limit-reset"));
  if (limit !== undefined && remaining !== undefined && resetSeconds !== undefined) {
    readings.push({ family: "account", limit, remaining, resetSeconds });
  }
  for (const { family, headerNames, reservedShare } of endpoints) {
    const text = headerNames.map((name) => headers.get(name)).find((value) => value !== null);
    const match = /total=(\d+);\s*remaining=(\d+);\s*resets=(\d+)/.exec(text ?? "");
    if (!match) continue;
    readings.push({
      family,
      limit: Number(match[1]),
      remaining: Number(match[2]),
      resetSeconds: Number(match[3]),
      ...(reservedShare === undefined ? {} : { reservedShare }),
    });
  }
  return readings;
}

function numberOf(text: string | null): number | undefined {
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
