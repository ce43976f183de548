import { ApiError } from "../../http/api-error.ts";
import type { ApiContext } from "../http/env.ts";
import type { World } from "../world.ts";

const keptMs = 7_200_000;

/** Repeats the stored reply of an earlier request with the same key; the same key with another body is an error. */
export function replayOrRemember<T>(
  world: World,
  c: ApiContext,
  body: Record<string, unknown>,
  create: () => T,
): T {
  const key = c.req.header("idempotency-key");
  if (!key) return create();
  const nowMs = world.clock();
  const slot = `${c.get("caller").user.id}:${key}`;
  const known = world.idempotentReplies.get(slot);
  const bodyText = JSON.stringify(body);
  if (known && known.atMs + keptMs > nowMs) {
    if (known.bodyText !== bodyText) {
      throw new ApiError(400, {
        error: "IdempotentRequestError",
        description: "The request parameters differ from those first sent with this key",
      });
    }
    c.header("x-idempotency-lookup", "hit");
    return known.reply as T;
  }
  const reply = create();
  world.idempotentReplies.set(slot, { bodyText, reply, atMs: nowMs });
  c.header("x-idempotency-lookup", "miss");
  return reply;
}
