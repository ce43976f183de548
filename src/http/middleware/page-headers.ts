import { createMiddleware } from "hono/factory";
import { NONCE, secureHeaders } from "hono/secure-headers";
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
      // The pages' components write their styles themselves; the nonce says that they are ours.
      styleSrc: ["'self'", NONCE],
      // The design system draws its arrows and check marks by data URLs.
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      formAction: ["'self'", ...formTargets],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    xFrameOptions: "DENY",
    // Not "no-referrer": browsers then hide where our own forms come from, too, and those would be refused.
    referrerPolicy: "same-origin",
    permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
  });
}

/**
 * For a page inside a help desk: that one installation's address may frame it, and no other; its kit may be loaded from
 * the help desk's own address.
 */
export const allowFraming = createMiddleware<HttpEnv>(async (c, next) => {
  await next();
  const headers = c.res.headers;
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  const ancestor = c.get("frameAncestor");
  if (ancestor === undefined) return;
  const kit = c.get("hostScriptOrigin");
  const policy = headers.get("content-security-policy") ?? "";
  headers.set(
    "content-security-policy",
    policy
      .replace("frame-ancestors 'none'", `frame-ancestors ${ancestor}`)
      .replace("script-src 'self'", kit === undefined ? "script-src 'self'" : `script-src 'self' ${kit}`),
  );
  // An older header that knows no addresses.
  headers.delete("x-frame-options");
});
