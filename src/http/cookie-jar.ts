import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Cookies are for pages that people open at our own address; nothing inside a help desk's frame relies on one. */
export interface CookieJar {
  read(c: Context, name: string): string | undefined;
  /** @param maxAgeSeconds 0 forgets it */
  write(c: Context, name: string, value: string, maxAgeSeconds: number): void;
}

/** @param publicUrl on https a cookie is bound to this very host and never travels in the clear */
export function createCookieJar(publicUrl: string): CookieJar {
  const isSecure = publicUrl.startsWith("https:");
  const prefix = isSecure ? ("host" as const) : undefined;
  return {
    read: (c, name) => (prefix ? getCookie(c, name, prefix) : getCookie(c, name)),
    write(c, name, value, maxAgeSeconds) {
      setCookie(c, name, value, {
        httpOnly: true,
        secure: isSecure,
        path: "/",
        // Lax, for the help desk's answer to a question for consent comes by a link from there.
        sameSite: "Lax",
        maxAge: maxAgeSeconds,
        ...(prefix ? { prefix } : {}),
      });
    },
  };
}
