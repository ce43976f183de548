import type { AttemptOutcome } from "../../webhooks/create-sender.ts";
import type { WebhookOptions } from "../options.ts";

export type RetryCounts = { timeouts: number; conflicts: number; retryAfters: number };

export type RetryDecision = { counts: RetryCounts; delayMs: number };

/**
 * The documented retries: a timeout up to five times, 409 up to three times, 429 and 503 only with a Retry-After below
 * a minute, everything else never. Undefined means the invocation is over.
 */
export function decideRetry(
  outcome: AttemptOutcome,
  counts: RetryCounts,
  options: WebhookOptions,
): RetryDecision | undefined {
  if (outcome.kind === "unreachable") return undefined;
  if (outcome.kind === "timeout") {
    if (counts.timeouts >= options.maxTimeoutRetries) return undefined;
    return { counts: { ...counts, timeouts: counts.timeouts + 1 }, delayMs: options.retryDelayMs };
  }
  if (outcome.statusCode === 409) {
    if (counts.conflicts >= options.maxConflictRetries) return undefined;
    return { counts: { ...counts, conflicts: counts.conflicts + 1 }, delayMs: options.retryDelayMs };
  }
  if (outcome.statusCode === 429 || outcome.statusCode === 503) {
    const seconds = parseSeconds(outcome.retryAfter);
    if (seconds === undefined || seconds >= options.retryAfterCapSeconds) return undefined;
    if (counts.retryAfters >= options.maxRetryAfterRetries) return undefined;
    return {
      counts: { ...counts, retryAfters: counts.retryAfters + 1 },
      delayMs: seconds * options.retryAfterSecondMs,
    };
  }
  return undefined;
}

function parseSeconds(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) : undefined;
}
