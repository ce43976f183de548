import { Hono } from "hono";
import { NotFoundError } from "../../ports/app-error.ts";
import { recordAudit } from "../../services/audit/record-audit.ts";
import {
  type InstallationView,
  listInstallationViews,
} from "../../services/installations/list-installations.ts";
import { actorOf, type Principal } from "../../services/sessions/principal.ts";
import { explainTicket, listRegister } from "../../services/tickets/explain-ticket.ts";
import { replayTicket } from "../../services/tickets/replay-ticket.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { type Access, open } from "../middleware/access.ts";
import { registerPage } from "../pages/register-page.ts";
import { styleSheet } from "../pages/style-sheet.ts";
import { ticketPage } from "../pages/ticket-page.ts";

/** Pages at our own address: the register, and why one ticket went where it went. */
export function registerRoutes({ context }: AppDeps, { allow }: Access): Hono<HttpEnv> {
  async function choose(principal: Principal, wanted: string | undefined): Promise<InstallationView> {
    const all = await listInstallationViews(context);
    const theirs = all.filter(({ id }) => principal.kind === "operator" || principal.installationId === id);
    const installation = wanted ? theirs.find((candidate) => candidate.id === wanted) : theirs[0];
    if (!installation) throw new NotFoundError(wanted ? "the installation" : "a connected help desk");
    return installation;
  }

  return new Hono<HttpEnv>()
    .get("/style.css", open("it tells nothing"), (c) =>
      c.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8" }),
    )
    .get("/", allow("agent"), (c) => c.redirect("/settings"))
    .get("/tickets", allow("agent"), async (c) => {
      const installation = await choose(c.get("principal"), c.req.query("installation"));
      const entries = await listRegister(context, { installationId: installation.id, limit: 200 });
      return c.html(registerPage({ installation, entries }));
    })
    .get("/tickets/:ticketId", allow("agent"), async (c) => {
      const installation = await choose(c.get("principal"), c.req.query("installation"));
      const ticketId = c.req.param("ticketId");
      const explanation = await explainTicket(context, { installationId: installation.id, ticketId });
      return c.html(ticketPage({ installation, explanation }));
    })
    .post("/tickets/:ticketId/replay", allow("agent"), async (c) => {
      const { id: installationId } = await choose(c.get("principal"), c.req.query("installation"));
      const ticketId = c.req.param("ticketId");
      await replayTicket(context, { installationId, ticketId });
      const actor = actorOf(c.get("principal"));
      await recordAudit(context, { installationId, actor, act: "ticket replayed", detail: { ticketId } });
      return c.redirect(`/tickets/${encodeURIComponent(ticketId)}?${new URL(c.req.url).searchParams}`, 303);
    });
}
