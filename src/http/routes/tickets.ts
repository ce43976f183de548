import { Hono } from "hono";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import { explainTicket, listRegister } from "../../services/tickets/explain-ticket.ts";
import { replayTicket } from "../../services/tickets/replay-ticket.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";

/** A help desk's tickets: why each is where it is, and what people do about it. */
export function ticketRoutes({ context }: AppDeps, { allow }: Access) {
  const all = "/:installationId/tickets";
  const one = `${all}/:ticketId` as const;
  return new Hono<HttpEnv>()
    .get(all, allow("agent"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const limit = Math.min(Math.max(Number(c.req.query("limit") ?? 100) || 100, 1), 1000);
      return c.json({ tickets: await listRegister(context, { installationId, limit }) });
    })
    .get(one, allow("ticket reader"), async (c) => c.json(await explainTicket(context, c.req.param())))
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
