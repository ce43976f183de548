import { type Context, Hono } from "hono";
import * as z from "zod";
import { UnauthorizedError } from "../../ports/app-error.ts";
import { createInstallToken, getAppInstallation, installApp } from "../../services/apps/app-tokens.ts";
import { openTicketSession } from "../../services/apps/open-ticket-session.ts";
import { receiveAppEvent } from "../../services/apps/receive-app-event.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { uninstallInstallation } from "../../services/installations/uninstall-installation.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import { answerIntake } from "../answer-intake.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { type Access, open } from "../middleware/access.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { rateLimit } from "../middleware/rate-limit.ts";
import { parseInput, readJson } from "../read-json.ts";

const Installed = z.object({ host: z.string().min(1).max(300) });
/** The largest event that the platform hands to an app, and a little more around it. */
const maxEventBytes = 272 * 1024;
/** Of one app: far above what its platform lets it send, and every agent's opening of a ticket is one. */
const callsPerMinute = 1_200;

const TicketSession = z.strictObject({ ticketId: z.string().regex(/^\d{1,19}$/) });

/** For an app inside a help desk that proves which installation it is in, and not who looks at it. */
export function appRoutes({ context, receive }: AppDeps, { allow }: Access): Hono<HttpEnv> {
  const byToken = open("the app's own token is the proof");
  const small = limitBody(4_096);
  const hooks = new Hono<HttpEnv>();
  // By token and not by address: behind the addresses that apps call from are all of the vendor's customers.
  hooks.use(
    rateLimit({
      now: context.platform.now,
      perMinute: callsPerMinute,
      keyOf: (c) => c.req.header("authorization")?.slice(0, 300) ?? "",
    }),
  );
  hooks
    .post("/installed", byToken, small, async (c) => {
      const { host } = parseInput(Installed, await readJson(c.req));
      return c.json(await installApp(context, { token: bearerOf(c), host }), 201);
    })
    .post("/events", byToken, limitBody(maxEventBytes), async (c) => {
      const body = new Uint8Array(await c.req.arrayBuffer());
      return answerIntake(c, await receiveAppEvent(context, receive, { token: bearerOf(c), body }));
    })
    .post("/uninstalled", byToken, small, async (c) => {
      const { id } = await getAppInstallation(context, { token: bearerOf(c), purpose: "hook" });
      return c.json(await uninstallInstallation(context, { installationId: id, actor: "system" }));
    })
    .post("/ticket-session", byToken, small, async (c) => {
      const { ticketId } = parseInput(TicketSession, await readJson(c.req));
      const session = await openTicketSession(context, { token: bearerOf(c), ticketId });
      return c.json({ ...session, serverUrl: context.settings.publicUrl }, 201);
    });

  return new Hono<HttpEnv>()
    .post("/api/installations/:installationId/app-tokens", allow("admin"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const actor = actorOf(c.get("principal"));
      return c.json(await createInstallToken(context, { installationId, actor }), 201);
    })
    .route("/hooks/app", hooks);
}

function bearerOf(c: Context): string {
  const token = /^Bearer (\S{20,200})$/.exec(c.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new UnauthorizedError("send the app's token");
  return token;
}
