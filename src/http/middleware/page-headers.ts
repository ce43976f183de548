import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { HttpEnv } from "../hono-env.ts";

/**
 * The same for every answer: nothing is loaded from elsewhere, nothing may be framed, no address leaks, and answers
 * that may hold something private are kept by nobody.
 *
 * @param formTargets where a form of ours may lead to, redirects included
 */
export function pageHeaders(formTargets: readonly string[]) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'", ...formTargets],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    xFrameOptions: "DENY",
    referrerPolicy: "no-referrer",
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
  });
}

/** For a page inside a help desk: that one installation's address may frame it, and no other. */
export const allowFraming = createMiddleware<HttpEnv>(async (c, next) => {
  await next();
  const headers = c.res.headers;
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  const ancestor = c.get("frameAncestor");
  if (ancestor === undefined) return;
  const policy = headers.get("content-security-policy") ?? "";
  headers.set(
    "content-security-policy",
    policy.replace("frame-ancestors 'none'", `frame-ancestors ${ancestor}`),
  );
  // An older header that knows no addresses.
  headers.delete("x-frame-options");
});
