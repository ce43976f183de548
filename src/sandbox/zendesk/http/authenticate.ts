import { createMiddleware } from "hono/factory";
import type { World } from "../world.ts";
import { forbidden, invalidToken, missingScope, notAuthenticated } from "./api-error.ts";
import type { ApiContext, Caller, Env } from "./env.ts";

/** Who the bearer token acts as; undefined without credentials, 401 with bad ones. */
function findCaller(world: World, authorization: string | undefined): Caller | undefined {
  if (!authorization) return undefined;
  const bearer = /^Bearer (.+)$/i.exec(authorization)?.[1];
  // Password and API token logins ended; only OAuth is left.
  if (bearer === undefined) throw notAuthenticated();
  const token = world.tokens.get(bearer);
  if (!token || (token.expiresAtMs !== null && token.expiresAtMs <= world.clock())) throw invalidToken();
  const user = world.users.get(token.userId);
  if (!user) throw invalidToken();
  return { user, token };
}

export function authenticate(world: World) {
  return createMiddleware<Env>(async (c, next) => {
    const isWhoAmI = c.req.method === "GET" && c.req.path === "/api/v2/users/me";
    const caller = isWhoAmI ? tolerant(world, c) : findCaller(world, c.req.header("authorization"));
    if (!caller) {
      if (isWhoAmI) return c.json({ user: anonymousUser });
      throw notAuthenticated();
    }
    if (!isWhoAmI) checkAccess(world, c, caller);
    c.set("caller", caller);
    await next();
  });
}

/** A health check that looks at the status alone must be caught: wrong credentials are a 200 here. */
function tolerant(world: World, c: ApiContext): Caller | undefined {
  try {
    return findCaller(world, c.req.header("authorization"));
  } catch {
    return undefined;
  }
}

const anonymousUser = {
  id: null,
  url: null,
  name: "Anonymous user",
  email: null,
  role: "end-user",
  verified: false,
  default_group_id: null,
};

function checkAccess(world: World, c: ApiContext, caller: Caller): void {
  if (caller.user.suspended && world.options.variants.suspendedUser === 401) throw invalidToken();
  if (caller.user.role === "end-user" || caller.user.suspended || !caller.user.active) throw forbidden();
  const access = c.req.method === "GET" ? "read" : "write";
  const { scopes } = caller.token;
  if (scopes.includes(access)) return;
  const resource = resourceOf(world, c.req.path);
  if (resource === "oauth") return;
  if (resource === undefined || !(scopes.includes(`${resource}:${access}`) || scopes.includes(resource))) {
    throw missingScope(resource ? `${access}, ${resource}:${access}` : access);
  }
}

/** The resource whose narrow scope opens this path; undefined where only the global one does. */
function resourceOf(world: World, path: string): string | undefined {
  if (path.includes("/audits")) return "auditlogs";
  const segment = path.split("/")[3] ?? "";
  const narrow = ["tickets", "users", "organizations", "webhooks", "oauth"];
  const unconfirmed = ["groups", "group_memberships", "agent_availabilities", "routing"];
  if (narrow.includes(segment)) return segment;
  return world.options.variants.fineGroupScopes && unconfirmed.includes(segment) ? segment : undefined;
}
