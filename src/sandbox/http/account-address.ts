import type { MiddlewareHandler } from "hono";
import type { ApiError } from "./api-error.ts";

/** One port cannot have host names, so a path that begins so names the account that the host would name. */
const accountPrefix = /^\/@([a-z0-9-]+)/;

export function pathInAccount(request: Request): string {
  return new URL(request.url).pathname.replace(accountPrefix, "");
}

/** Whoever asks for another account than this one finds nobody. */
export function refuseOtherAccounts(
  world: { subdomain: string },
  nobodyThere: (account: string) => ApiError,
): MiddlewareHandler {
  return async (c, next) => {
    const account = accountPrefix.exec(new URL(c.req.url).pathname)?.[1];
    if (account !== undefined && account !== world.subdomain) throw nobodyThere(account);
    await next();
  };
}
