import { type Context, Hono } from "hono";
import { AppError, InputError, NotFoundError } from "../../ports/app-error.ts";
import { HelpdeskError } from "../../ports/helpdesk-error.ts";
import { createInstallToken } from "../../services/apps/app-tokens.ts";
import { beginInstall } from "../../services/installations/begin-install.ts";
import { connectInstallation } from "../../services/installations/connect-installation.ts";
import type { Established } from "../../services/installations/establish-installation.ts";
import { ConsentAnswer, finishInstall } from "../../services/installations/finish-install.ts";
import { openSession, sessionLives } from "../../services/sessions/open-session.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import type { CookieJar } from "../cookie-jar.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { KeyAttempts } from "../key-attempts.ts";
import { type Access, open, sessionCookie } from "../middleware/access.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { appTokenPage, installedPage, installPage } from "../pages/install-pages.ts";
import { readForm } from "../read-form.ts";

const browserCookie = "signalbox-install";
const browserSeconds = 10 * 60;

/** Open to everybody: whoever is an admin of a help desk may connect it, and the help desk itself says who is. */
export function installRoutes(
  { context }: AppDeps,
  { allow }: Access,
  cookies: CookieJar,
  keyAttempts: KeyAttempts,
): Hono<HttpEnv> {
  const formOf = (helpdesk: string) => {
    const known = Object.hasOwn(context.helpdesks, helpdesk) ? context.helpdesks[helpdesk] : undefined;
    if (!known?.oauth && !known?.apiKey) throw new NotFoundError("an installation for this help desk");
    return { helpdesk, suffix: `.${helpdesk}.com`, ...known.apiKey };
  };
  const again = (c: Context, form: ReturnType<typeof formOf> & { subdomain?: string }, error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const isKeyRefused =
      form.whereToFind && error instanceof HelpdeskError && error.failure === "unauthorized";
    const message = isKeyRefused ? "the help desk does not accept this key" : error.message;
    const problem = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
    return c.html(installPage({ ...form, problem }), isKeyRefused ? 400 : statusOf(error));
  };
  const askForConsent = async (c: Context, input: Parameters<typeof beginInstall>[1]) => {
    const { authorizeUrl, browserKey } = await beginInstall(context, input);
    cookies.write(c, browserCookie, browserKey, browserSeconds);
    return c.redirect(authorizeUrl, 303);
  };
  /** Whoever has just connected it has thereby proven to be an admin of it. */
  const welcome = async (c: Context, helpdesk: string, { installationId, userId, findings }: Established) => {
    const principal = { kind: "person", installationId, userId, role: "admin" } as const;
    const session = await openSession(context, { principal, life: "person" });
    cookies.write(c, sessionCookie, session.token, sessionLives.person.endSeconds);
    const hasApp = context.helpdesks[helpdesk]?.apiKey !== undefined;
    return c.html(installedPage({ helpdesk, findings, hasApp }));
  };

  const anybody = open("the help desk itself says who is an admin");
  return new Hono<HttpEnv>()
    .get("/:helpdesk", anybody, (c) => c.html(installPage(formOf(c.req.param("helpdesk")))))
    .post("/:helpdesk", anybody, limitBody(4_096), async (c) => {
      const form = formOf(c.req.param("helpdesk"));
      const { helpdesk } = form;
      const { subdomain, apiKey } = await readForm(c);
      try {
        if (form.whereToFind) {
          keyAttempts.take(helpdesk, subdomain);
          if (apiKey === "") throw new InputError("give the API key as well");
          const input = { helpdesk, subdomain, accessToken: apiKey };
          return await welcome(c, helpdesk, await connectInstallation(context, input));
        }
        return await askForConsent(c, { helpdesk, subdomain });
      } catch (error) {
        return again(c, { ...form, subdomain }, error);
      }
    })
    .get("/:helpdesk/callback", anybody, async (c) => {
      const form = formOf(c.req.param("helpdesk"));
      const browserKey = cookies.read(c, browserCookie) ?? "";
      cookies.write(c, browserCookie, "", 0);
      try {
        const answer = ConsentAnswer.safeParse(c.req.query());
        if (!answer.success)
          throw new InputError("the help desk's answer is not whole; begin the installation again");
        const input = { helpdesk: form.helpdesk, answer: answer.data, browserKey };
        const finished = await finishInstall(context, input);
        if (finished.outcome === "connected") return await welcome(c, form.helpdesk, finished.established);
        const { subdomain } = finished;
        return await askForConsent(c, { helpdesk: form.helpdesk, subdomain, asksForAll: true });
      } catch (error) {
        return again(c, form, error);
      }
    })
    .post("/:helpdesk/app-token", allow("admin"), async (c) => {
      const principal = c.get("principal");
      if (principal.kind !== "person") {
        throw new InputError("sign in as an admin of the help desk; the token is for its app");
      }
      const { installationId } = principal;
      const input = { installationId, actor: actorOf(principal) };
      const { installToken } = await createInstallToken(context, input);
      return c.html(appTokenPage({ installToken }));
    });
}

function statusOf(error: AppError): 400 | 429 | 502 {
  if (error instanceof InputError) return 400;
  return error.code === "rate-limited" ? 429 : 502;
}
