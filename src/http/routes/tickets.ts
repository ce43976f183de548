import { Hono } from "hono";
import { cors } from "hono/cors";
import * as z from "zod";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import { explainTicket, listRegister } from "../../services/tickets/explain-ticket.ts";
import { listChanges } from "../../services/tickets/list-changes.ts";
import { previewKinds, previewTicket } from "../../services/tickets/preview-ticket.ts";
import { replayTicket } from "../../services/tickets/replay-ticket.ts";
import { reportWrongPlace, WrongPlaceInput } from "../../services/tickets/report-wrong-place.ts";
import { rerouteTicket } from "../../services/tickets/reroute-ticket.ts";
import { showStory } from "../../services/tickets/show-story.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { queryOf } from "../middleware/valid-query.ts";

const PreviewQuery = z.strictObject({ as: z.enum(previewKinds) });

/** Answers that a page of another origin may read, if it shows a bearer: no cookie goes along. */
const anyOrigin = cors({ origin: "*", allowMethods: ["GET"], allowHeaders: ["authorization"], maxAge: 600 });

/** A help desk's tickets: why each is where it is, and what people do about it. */
export function ticketRoutes({ context }: AppDeps, { allow }: Access) {
  const all = "/:installationId/tickets";
  const one = `${all}/:ticketId` as const;
  const small = limitBody(4 * 1024);
  return new Hono<HttpEnv>()
    .get(all, allow("agent"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const limit = Math.min(Math.max(Number(c.req.query("limit") ?? 100) || 100, 1), 1000);
      return c.json({ tickets: await listRegister(context, { installationId, limit }) });
    })
    .get(one, allow("ticket reader"), async (c) => c.json(await explainTicket(context, c.req.param())))
    .use(`${one}/story`, anyOrigin)
    .get(`${one}/story`, allow("ticket reader"), async (c) => {
      const principal = c.get("principal");
      const actor = principal.kind === "ticket reader" ? null : actorOf(principal);
      return c.json(await showStory(context, { ...c.req.param(), actor }));
    })
    .use(`${one}/changes`, anyOrigin)
    .get(`${one}/changes`, allow("ticket reader"), async (c) =>
      c.json(await listChanges(context, c.req.param())),
    )
    .get(`${one}/preview`, allow("agent"), queryOf(PreviewQuery), async (c) => {
      return c.json(await previewTicket(context, { ...c.req.param(), ...c.req.valid("query") }));
    })
    .post(`${one}/re-route`, allow("agent"), small, jsonBody(z.strictObject({})), async (c) => {
      const actor = actorOf(c.get("principal"));
      return c.json(await rerouteTicket(context, { ...c.req.param(), actor }), 202);
    })
    .post(`${one}/wrong-place`, allow("agent"), small, jsonBody(WrongPlaceInput), async (c) => {
      const actor = actorOf(c.get("principal"));
      const input = { ...c.req.param(), actor, ...c.req.valid("json") };
      return c.json(await reportWrongPlace(context, input), 201);
    })
    .post(`${one}/replay`, allow("agent"), async (c) => {
      const { installationId, ticketId } = c.req.param();
      const replayed = await replayTicket(context, { installationId, ticketId });
      const actor = actorOf(c.get("principal"));
      await recordAudit(context, { installationId, actor, act: "ticket replayed", detail: { ticketId } });
      return c.json(replayed, 202);
    });
}
/** For the pages, whose calls are typed by the routes. */
export type TicketRoutes = ReturnType<typeof ticketRoutes>;
