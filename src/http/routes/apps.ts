import { type Context, Hono } from "hono";
import { z } from "zod";
import { UnauthorizedError } from "../../ports/app-error.ts";
import { createInstallToken, getAppInstallation, installApp } from "../../services/apps/app-tokens.ts";
import { openTicketSession } from "../../services/apps/open-ticket-session.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { uninstallInstallation } from "../../services/installations/uninstall-installation.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { type Access, open } from "../middleware/access.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { parseInput, readJson } from "../read-json.ts";

const Installed = z.object({ host: z.string().min(1).max(300) });
const TicketSession = z.strictObject({ ticketId: z.string().regex(/^\d{1,19}$/) });

/** For an app inside a help desk that proves which installation it is in, and not who looks at it. */
export function appRoutes({ context }: AppDeps, { allow }: Access): Hono<HttpEnv> {
  const byToken = open("the app's own token is the proof");
  const small = limitBody(4 * 1024);
  return new Hono<HttpEnv>()
    .post("/api/installations/:installationId/app-tokens", allow("admin"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const actor = actorOf(c.get("principal"));
      return c.json(await createInstallToken(context, { installationId, actor }), 201);
    })
    .post("/hooks/app/installed", byToken, small, async (c) => {
      const { host } = parseInput(Installed, await readJson(c.req));
      return c.json(await installApp(context, { token: bearerOf(c), host }), 201);
    })
    .post("/hooks/app/uninstalled", byToken, small, async (c) => {
      const { id } = await getAppInstallation(context, { token: bearerOf(c), purpose: "hook" });
      return c.json(await uninstallInstallation(context, { installationId: id, actor: "system" }));
    })
    .post("/hooks/app/ticket-session", byToken, small, async (c) => {
      const { ticketId } = parseInput(TicketSession, await readJson(c.req));
      const session = await openTicketSession(context, { token: bearerOf(c), ticketId });
      return c.json({ ...session, serverUrl: context.settings.publicUrl }, 201);
    });
}

function bearerOf(c: Context): string {
  const token = /^Bearer (\S{20,200})$/.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new UnauthorizedError("send the app's token");
  return token;
}
