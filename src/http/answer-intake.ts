import type { Context } from "hono";
import type { IntakeOutcome } from "../services/deliveries/receive-delivery.ts";

/** The one place where outcomes become statuses. */
export function answerIntake(c: Context, outcome: IntakeOutcome): Response {
  switch (outcome) {
    case "accepted":
    case "duplicate":
    case "ignored":
      return c.json({ outcome }, 200);
    case "endpoint unknown":
      return c.json({ outcome }, 404);
    case "too large":
      return c.json({ outcome }, 413);
    case "signature invalid":
    case "signature stale":
      return c.json({ outcome }, 401);
    case "malformed":
      return c.json({ outcome }, 400);
    case "secret missing":
    case "not recorded":
      // Zendesk retries 503 only with a Retry-After under 60 s, and never a 500.
      return c.json({ outcome }, 503, { "retry-after": "5" });
    default: {
      const missing: never = outcome;
      throw new Error(`no status for ${String(missing)}`);
    }
  }
}
