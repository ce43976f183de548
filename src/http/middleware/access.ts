import type { Context, MiddlewareHandler } from "hono";
import { ForbiddenError, NotFoundError, UnauthorizedError } from "../../ports/app-error.ts";
import { findPrincipal } from "../../services/sessions/open-session.ts";
import { hasRole, type PersonRole, type Principal } from "../../services/sessions/principal.ts";
import { reviveSession } from "../../services/sessions/renew-session.ts";
import { compareTokens } from "../compare-tokens.ts";
import type { CookieJar } from "../cookie-jar.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { rateLimit } from "./rate-limit.ts";

export const sessionCookie = "signalbox-session";

/** Of one installation: a large team that clicks through tickets stays far below. */
const callsPerMinute = 1_200;

/** Who may call a route. `ticket reader` is the least: a page that proves its installation and one ticket. */
export type Level = "open" | "ticket reader" | PersonRole | "operator";

type Guard = MiddlewareHandler<HttpEnv> & { level: Level };

export interface Access {
  allow(level: Exclude<Level, "open">): Guard;
}

/** @param why what stands in for a sign-in; there is no default, so that nobody opens a route by forgetting */
export function open(why: string): MiddlewareHandler & { level: Level } {
  if (why === "") throw new Error("say why the route is open");
  return Object.assign<MiddlewareHandler, { level: Level }>((_c, next) => next(), { level: "open" });
}

/**
 * Every route declares who may call it by having one of these before its handler. Of another installation everybody
 * but the operator is told that it is not there.
 */
export function createAccess(deps: AppDeps, cookies: CookieJar): Access {
  const { context } = deps;
  const perInstallation = rateLimit({
    now: context.platform.now,
    perMinute: callsPerMinute,
    keyOf: (c) => {
      const principal = c.get("principal") as Principal;
      return principal.kind === "operator" ? undefined : principal.installationId;
    },
  });
  return {
    allow: (level) =>
      Object.assign<MiddlewareHandler<HttpEnv>, { level: Level }>(
        async (c, next) => {
          const { principal, token } = await authenticate(deps, cookies, c);
          c.set("principal", principal);
          c.set("sessionToken", token);
          checkScope(c, principal);
          checkLevel(level, principal);
          return perInstallation(c, next);
        },
        { level },
      ),
  };
}

/** What a route declared; undefined for one that forgot to. */
export function levelOf(handler: unknown): Level | undefined {
  return (handler as { level?: Level }).level;
}

async function authenticate(
  { context, accessToken }: AppDeps,
  cookies: CookieJar,
  c: Context,
): Promise<{ principal: Principal; token: string }> {
  const authorization = c.req.header("authorization");
  const bearer = /^Bearer (\S{1,500})$/.exec(authorization ?? "")?.[1];
  if (bearer !== undefined && (await compareTokens(bearer, accessToken))) {
    return { principal: { kind: "operator" }, token: "" };
  }
  // Whoever sends a header means that one; a cookie must not stand in for a bearer that is not good.
  const token = authorization === undefined ? cookies.read(c, sessionCookie) : bearer;
  const isCookie = authorization === undefined;
  const principal = token
    ? ((await findPrincipal(context, token)) ?? (isCookie ? await reviveSession(context, token) : undefined))
    : undefined;
  if (!token || !principal) throw new UnauthorizedError();
  if (isCookie) checkSameOrigin(c, context.settings.publicUrl);
  return { principal, token };
}

/** A browser sends its cookies along with what any page asks of us; it also says which page that was. */
function checkSameOrigin(c: Context, publicUrl: string): void {
  if (c.req.method === "GET" || c.req.method === "HEAD") return;
  const origin = c.req.header("origin");
  const ours = [new URL(publicUrl).origin, new URL(c.req.url).origin];
  if (origin === undefined || !ours.includes(origin)) {
    throw new ForbiddenError("this was asked from another page than Signalbox's own");
  }
}

function checkScope(c: Context, principal: Principal): void {
  // No id has them, and the database refuses some.
  if (Object.values(c.req.param()).some((value) => /\p{Cc}/u.test(value))) throw new NotFoundError("that");
  if (principal.kind === "operator") return;
  const installationId = c.req.param("installationId");
  const ticketId = c.req.param("ticketId");
  if (installationId !== undefined && installationId !== principal.installationId) {
    throw new NotFoundError("the installation");
  }
  if (principal.kind === "ticket reader" && ticketId !== undefined && ticketId !== principal.ticketId) {
    throw new ForbiddenError("this sign-in is for one ticket only");
  }
}

function checkLevel(level: Exclude<Level, "open">, principal: Principal): void {
  const isAllowed =
    level === "ticket reader" ||
    (level === "operator" ? principal.kind === "operator" : hasRole(principal, level));
  if (!isAllowed) throw new ForbiddenError(`this needs the role ${level}`);
}
