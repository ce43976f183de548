import { Hono } from "hono";
import { AppError, InputError, NotFoundError } from "../../ports/app-error.ts";
import { SignInError, sessionLives } from "../../services/sessions/open-session.ts";
import { signInByKey } from "../../services/sessions/sign-in-by-key.ts";
import type { CookieJar } from "../cookie-jar.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { KeyAttempts } from "../key-attempts.ts";
import { open, sessionCookie } from "../middleware/access.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { signInPage } from "../pages/sign-in-page.ts";
import { readForm } from "../read-form.ts";

/** Our own front door, for people of help desks that do not vouch for them. */
export function signInRoutes(
  { context }: AppDeps,
  cookies: CookieJar,
  keyAttempts: KeyAttempts,
): Hono<HttpEnv> {
  const formOf = (helpdesk: string) => {
    const known = Object.hasOwn(context.helpdesks, helpdesk) ? context.helpdesks[helpdesk] : undefined;
    if (!known?.apiKey) throw new NotFoundError("a sign-in for this help desk");
    return { helpdesk, suffix: `.${helpdesk}.com`, ...known.apiKey };
  };
  const anybody = open("the help desk says whose key it is");

  return new Hono<HttpEnv>()
    .get("/:helpdesk", anybody, (c) => c.html(signInPage(formOf(c.req.param("helpdesk")))))
    .post("/:helpdesk", anybody, limitBody(4_096), async (c) => {
      const form = formOf(c.req.param("helpdesk"));
      const { subdomain, apiKey } = await readForm(c);
      try {
        keyAttempts.take(form.helpdesk, subdomain);
        const session = await signInByKey(context, { helpdesk: form.helpdesk, subdomain, apiKey });
        cookies.write(c, sessionCookie, session.token, sessionLives.person.endSeconds);
        return c.redirect("/settings", 303);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const problem = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
        return c.html(signInPage({ ...form, subdomain, problem }), statusOf(error));
      }
    });
}

function statusOf(error: AppError): 400 | 401 | 429 | 502 {
  if (error instanceof InputError) return 400;
  if (error instanceof SignInError) return 401;
  return error.code === "rate-limited" ? 429 : 502;
}
