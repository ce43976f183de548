import { Hono } from "hono";
import { NotFoundError } from "../../ports/app-error.ts";
import type { InstallationView } from "../../services/installations/list-installations.ts";
import { listInstallationViews } from "../../services/installations/list-installations.ts";
import { explainTicket, listRegister } from "../../services/tickets/explain-ticket.ts";
import { replayTicket } from "../../services/tickets/replay-ticket.ts";
import type { AppDeps } from "../hono-env.ts";
import { requireOperator } from "../middleware/require-operator.ts";
import { notFoundPage } from "../pages/not-found-page.ts";
import { registerPage } from "../pages/register-page.ts";
import { styleSheet } from "../pages/style-sheet.ts";
import { ticketPage } from "../pages/ticket-page.ts";

/** Pages for the operator: the register, and why one ticket went where it went. */
export function registerRoutes({ context, accessToken }: AppDeps): Hono {
  const operator = requireOperator(accessToken);

  async function choose(wanted: string | undefined): Promise<InstallationView> {
    const all = await listInstallationViews(context);
    const installation = wanted ? all.find((candidate) => candidate.id === wanted) : all[0];
    if (!installation) throw new NotFoundError(wanted ? "the installation" : "a connected help desk");
    return installation;
  }

  return new Hono()
    .onError((error, c) => {
      if (!(error instanceof NotFoundError)) throw error;
      return c.html(notFoundPage({ message: error.message, access: c.req.query("access") ?? "" }), 404);
    })
    .get("/style.css", (c) => c.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8" }))
    .get("/", operator, async (c) =>
      c.redirect(`/tickets?access=${encodeURIComponent(c.req.query("access") ?? "")}`),
    )
    .get("/tickets", operator, async (c) => {
      const installation = await choose(c.req.query("installation"));
      const entries = await listRegister(context, { installationId: installation.id, limit: 200 });
      return c.html(registerPage({ installation, entries, access: c.req.query("access") ?? "" }));
    })
    .get("/tickets/:ticketId", operator, async (c) => {
      const installation = await choose(c.req.query("installation"));
      const ticketId = c.req.param("ticketId");
      const explanation = await explainTicket(context, { installationId: installation.id, ticketId });
      return c.html(ticketPage({ installation, explanation, access: c.req.query("access") ?? "" }));
    })
    .post("/tickets/:ticketId/replay", operator, async (c) => {
      const installation = await choose(c.req.query("installation"));
      const ticketId = c.req.param("ticketId");
      await replayTicket(context, { installationId: installation.id, ticketId });
      return c.redirect(`/tickets/${encodeURIComponent(ticketId)}?${new URL(c.req.url).searchParams}`, 303);
    });
}
