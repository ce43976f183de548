import type { Actor } from "../tickets/actor.ts";
import type { ApiContext } from "./env.ts";

export function actorOf(c: ApiContext): Actor {
  return {
    userId: c.get("caller").user.id,
    channel: "api",
    client: c.req.header("user-agent") ?? "unknown",
  };
}
