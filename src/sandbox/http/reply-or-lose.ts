import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Surroundings } from "../surroundings.ts";

/** Delivers the answer of an applied update, or loses it. */
export async function replyOrLose(
  world: Surroundings,
  c: { env: HttpBindings },
  key: string,
  reply: () => Response,
): Promise<Response> {
  const { faults, random } = world;
  if (!random.chance(faults.replyLostRate, `reply:${key}`)) return reply();
  if (faults.replyLostMode === "delay") {
    await sleep(faults.replyLostDelayMs, undefined, { signal: world.stopping.signal });
    return reply();
  }
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
