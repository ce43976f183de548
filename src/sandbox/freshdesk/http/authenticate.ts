import { createMiddleware } from "hono/factory";
import { ApiError } from "../../http/api-error.ts";
import type { World } from "../world.ts";
import { accessDenied, invalidCredentials } from "./api-error.ts";
import type { Env } from "./env.ts";

/** An API key as the user name of HTTP Basic, with any password; it stands for one agent with all of their rights. */
export function authenticate(world: World) {
  return createMiddleware<Env>(async (c, next) => {
    const accept = c.req.header("accept") ?? "*/*";
    if (!/application\/json|\*\/\*/.test(accept)) throw new ApiError(406, undefined);
    const encoded = /^Basic (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const key =
      Buffer.from(encoded ?? "", "base64")
        .toString("utf8")
        .split(":")[0] ?? "";
    const agent = world.agents.get(world.apiKeys.get(key) ?? 0);
    if (!agent) throw invalidCredentials();
    if (agent.deactivated) {
      throw world.options.variants.deactivatedKey === "forbidden" ? accessDenied() : invalidCredentials();
    }
    c.set("caller", agent);
    await next();
  });
}
