import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError, InputError, NotFoundError } from "../../ports/app-error.ts";
import { beginInstall } from "../../services/installations/begin-install.ts";
import { ConsentAnswer, finishInstall } from "../../services/installations/finish-install.ts";
import { openSession, sessionLives } from "../../services/sessions/open-session.ts";
import type { CookieJar } from "../cookie-jar.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { open, sessionCookie } from "../middleware/access.ts";
import { installedPage, installPage } from "../pages/install-pages.ts";

const browserCookie = "signalbox-install";
const browserSeconds = 10 * 60;

/** Open to everybody: whoever is an admin of a help desk may connect it, and the help desk itself says who is. */
export function installRoutes({ context }: AppDeps, cookies: CookieJar): Hono<HttpEnv> {
  const suffixOf = (helpdesk: string) => {
    const known = Object.hasOwn(context.helpdesks, helpdesk) ? context.helpdesks[helpdesk] : undefined;
    if (!known?.oauth) throw new NotFoundError("an installation for this help desk");
    return `.${helpdesk}.com`;
  };
  const again = (c: Context, helpdesk: string, error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const page = { helpdesk, suffix: suffixOf(helpdesk), problem: sentence(error.message) };
    return c.html(installPage(page), error instanceof InputError ? 400 : 502);
  };

  const anybody = open("the help desk itself says who is an admin");
  return new Hono<HttpEnv>()
    .get("/:helpdesk", anybody, (c) => {
      const helpdesk = c.req.param("helpdesk");
      return c.html(installPage({ helpdesk, suffix: suffixOf(helpdesk) }));
    })
    .post("/:helpdesk", anybody, bodyLimit({ maxSize: 4_096 }), async (c) => {
      const helpdesk = c.req.param("helpdesk");
      suffixOf(helpdesk);
      try {
        const { subdomain } = await c.req.parseBody();
        const input = { helpdesk, subdomain: typeof subdomain === "string" ? subdomain.slice(0, 200) : "" };
        const { authorizeUrl, browserKey } = await beginInstall(context, input);
        cookies.write(c, browserCookie, browserKey, browserSeconds);
        return c.redirect(authorizeUrl, 303);
      } catch (error) {
        return again(c, helpdesk, error);
      }
    })
    .get("/:helpdesk/callback", anybody, async (c) => {
      const helpdesk = c.req.param("helpdesk");
      suffixOf(helpdesk);
      const browserKey = cookies.read(c, browserCookie) ?? "";
      cookies.write(c, browserCookie, "", 0);
      try {
        const answer = ConsentAnswer.safeParse(c.req.query());
        if (!answer.success)
          throw new InputError("the help desk's answer is not whole; begin the installation again");
        const established = await finishInstall(context, { helpdesk, answer: answer.data, browserKey });
        // The consent has just proven an admin of this help desk.
        const { installationId, userId } = established;
        const principal = { kind: "person", installationId, userId, role: "admin" } as const;
        const session = await openSession(context, { principal, life: "cookie" });
        cookies.write(c, sessionCookie, session.token, sessionLives.cookie.seconds);
        return c.html(installedPage({ established, next: "/settings" }));
      } catch (error) {
        return again(c, helpdesk, error);
      }
    });
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
