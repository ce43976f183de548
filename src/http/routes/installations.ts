import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { InputError } from "../../ports/app-error.ts";
import {
  ConnectInput,
  connectInstallation,
  getInstallation,
} from "../../services/installations/connect-installation.ts";
import { listInstallationViews } from "../../services/installations/list-installations.ts";
import { savePolicy } from "../../services/policies/save-policy.ts";
import { setAgent } from "../../services/roster/set-agent.ts";
import { showRoster } from "../../services/roster/show-roster.ts";
import { explainTicket, listRegister } from "../../services/tickets/explain-ticket.ts";
import { replayTicket } from "../../services/tickets/replay-ticket.ts";
import type { AppDeps } from "../hono-env.ts";
import { requireOperator } from "../middleware/require-operator.ts";

/** A policy of 2,000 rules fits many times over. */
const maxBodyBytes = 4 * 1024 * 1024;

/** For the operator: connect a help desk, save its policy, read its register. */
export function installationRoutes({ context, accessToken }: AppDeps): Hono {
  return new Hono()
    .use(requireOperator(accessToken), bodyLimit({ maxSize: maxBodyBytes, onError: refuseLargeBody }))
    .get("/", async (c) => c.json({ installations: await listInstallationViews(context) }))
    .post("/", async (c) => {
      const parsed = ConnectInput.safeParse(await readJson(c.req));
      if (!parsed.success) throw new InputError(z.prettifyError(parsed.error));
      return c.json(await connectInstallation(context, parsed.data), 201);
    })
    .put("/:installationId/policy", async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      return c.json(await savePolicy(context, { installationId, document: await readJson(c.req) }));
    })
    .get("/:installationId/roster", async (c) => {
      return c.json(await showRoster(context, { installationId: c.req.param("installationId") }));
    })
    .put("/:installationId/roster/:agentId", async (c) => {
      const { installationId, agentId } = c.req.param();
      await getInstallation(context, installationId);
      return c.json(await setAgent(context, { installationId, agentId, settings: await readJson(c.req) }));
    })
    .get("/:installationId/tickets", async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const limit = Math.min(Math.max(Number(c.req.query("limit") ?? 100) || 100, 1), 1000);
      return c.json({ tickets: await listRegister(context, { installationId, limit }) });
    })
    .get("/:installationId/tickets/:ticketId", async (c) => {
      return c.json(await explainTicket(context, c.req.param()));
    })
    .post("/:installationId/tickets/:ticketId/replay", async (c) => {
      return c.json(await replayTicket(context, c.req.param()), 202);
    });
}

function refuseLargeBody(c: Context): Response {
  const message = `the body is larger than ${maxBodyBytes / 1024 / 1024} MiB`;
  return c.json({ error: { code: "too-large", message } }, 413);
}

async function readJson(request: { json(): Promise<unknown> }): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new InputError("the body is not JSON");
  }
}
