import { type Context, Hono } from "hono";
import { closeSession, sessionLives } from "../../services/sessions/open-session.ts";
import { renewSession } from "../../services/sessions/renew-session.ts";
import { type AppKeys, signInByHelpdesk } from "../../services/sessions/sign-in-by-helpdesk.ts";
import { createSignInLink, useSignInLink } from "../../services/sessions/sign-in-links.ts";
import type { CookieJar } from "../cookie-jar.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { type Access, open, sessionCookie } from "../middleware/access.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { backgroundPage, framedRefusal, uiPage } from "../pages/ui-page.ts";

/** Signing in, staying signed in, signing out. */
export function sessionRoutes(deps: AppDeps, { allow }: Access, cookies: CookieJar): Hono<HttpEnv> {
  const { context, pages } = deps;
  const appKeys: AppKeys = new Map();
  const addressOf = (name: string, subdomain: string) => {
    const helpdesk = Object.hasOwn(context.helpdesks, name) ? context.helpdesks[name] : undefined;
    return helpdesk && new URL(helpdesk.originOf(subdomain)).origin;
  };
  const tooLarge = (c: Context) => c.html(framedRefusal("The sign-in is larger than any that is real."), 413);

  // Who opens it is not asked, for it tells nothing: that would be a session for each agent and day, which nobody uses.
  const showBackground = (c: Context<HttpEnv>) => {
    const name = c.req.param("helpdesk") ?? "";
    c.set("frameAncestor", addressOf(name, "*"));
    const kit = Object.hasOwn(context.helpdesks, name) ? context.helpdesks[name]?.pageKit : undefined;
    if (kit) c.set("hostScriptOrigin", new URL(kit).origin);
    return c.html(backgroundPage({ pages, kit }));
  };

  return new Hono<HttpEnv>()
    .get("/enter", open("the code in the link is good once"), async (c) => {
      const session = await useSignInLink(context, (c.req.query("code") ?? "").slice(0, 200));
      cookies.write(c, sessionCookie, session.token, sessionLives.cookie.seconds);
      const installation = c.req.query("installation") ?? "";
      return c.redirect(
        /^ins_\w{1,40}$/.test(installation) ? `/settings?installation=${installation}` : "/settings",
        303,
      );
    })
    .post("/sign-out", allow("agent"), async (c) => {
      await closeSession(context, c.get("sessionToken"));
      cookies.write(c, sessionCookie, "", 0);
      return c.body(null, 204);
    })
    .post("/api/sign-in-links", allow("operator"), async (c) => {
      const { path, expiresAt } = await createSignInLink(context);
      return c.json({ url: `${context.settings.publicUrl}${path}`, expiresAt }, 201);
    })
    .get("/api/session", allow("ticket reader"), (c) => c.json(c.get("principal")))
    .post("/api/session/renew", allow("agent"), async (c) =>
      c.json(await renewSession(context, c.get("sessionToken"))),
    )
    .on(["GET", "POST"], "/app/:helpdesk/background", open("it tells nothing of anybody"), showBackground)
    .get("/app/:helpdesk/:page{sidebar|settings}", open("it says where to open it instead"), (c) =>
      c.html(
        framedRefusal("This page opens inside your help desk: beside a ticket, or among its apps."),
        401,
      ),
    )
    .post(
      "/app/:helpdesk/:page{sidebar|settings}",
      open("the help desk signs who it is"),
      limitBody(16 * 1024, tooLarge),
      async (c) => {
        const { helpdesk, page } = c.req.param();
        // A refusal says nothing about anybody, and is to be read where the page was opened.
        c.set("frameAncestor", addressOf(helpdesk, "*"));
        const { token } = await c.req.parseBody();
        const { session, principal, installation } = await signInByHelpdesk(
          { ...context, appKeys },
          { helpdesk, token: typeof token === "string" ? token : "" },
        );
        c.set("frameAncestor", addressOf(helpdesk, installation.subdomain));
        const kit = context.helpdesks[helpdesk]?.pageKit;
        if (kit) c.set("hostScriptOrigin", new URL(kit).origin);
        const bundled = pages.entries["zaf-sdk"]?.script;
        const role = principal.kind === "person" ? principal.role : "agent";
        const data = { ...session, helpdesk, isFramed: true, installationId: installation.id, role };
        const hostScript = kit ?? (bundled && `/ui/${bundled}`);
        const nonce = c.get("secureHeadersNonce") ?? "";
        return c.html(uiPage({ page, pages, data, nonce, hostScript }));
      },
    );
}
