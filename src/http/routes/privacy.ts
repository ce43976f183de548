import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { InputError } from "../../ports/app-error.ts";
import { exportAudit } from "../../services/audit/export-audit.ts";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { deleteTenant } from "../../services/privacy/delete-tenant.ts";
import { eraseRequester } from "../../services/privacy/erase-requester.ts";
import { exportTenant } from "../../services/privacy/export-tenant.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";

/** What an admin may take along, look up and have deleted. */
export function privacyRoutes({ context }: AppDeps, { allow }: Access): Hono<HttpEnv> {
  const admin = allow("admin");
  const requesterOf = (c: Context) => {
    const requesterId = c.req.param("requesterId") ?? "";
    if (!/^\d{1,19}$/.test(requesterId)) throw new InputError("give the help desk's number of the person");
    return requesterId;
  };
  const audit = (c: Context<HttpEnv>, installationId: string, act: string) =>
    recordAudit(context, { installationId, actor: actorOf(c.get("principal")), act });

  return new Hono<HttpEnv>()
    .get("/:installationId/export", admin, async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      await audit(c, installationId, "exported");
      return lines(c, exportTenant(context, { installationId }));
    })
    .delete("/:installationId/data", admin, async (c) => {
      const installationId = c.req.param("installationId");
      return c.json(await deleteTenant(context, { installationId, actor: actorOf(c.get("principal")) }));
    })
    .get("/:installationId/requesters/:requesterId", admin, async (c) => {
      const installationId = c.req.param("installationId");
      const requesterId = requesterOf(c);
      await getInstallation(context, installationId);
      await audit(c, installationId, "requester exported");
      return lines(c, exportTenant(context, { installationId, requesterId }));
    })
    .delete("/:installationId/requesters/:requesterId", admin, async (c) => {
      const installationId = c.req.param("installationId");
      const requesterId = requesterOf(c);
      await getInstallation(context, installationId);
      const actor = actorOf(c.get("principal"));
      return c.json(await eraseRequester(context, { installationId, requesterId, actor }));
    })
    .get("/:installationId/audit", admin, async (c) => {
      const installationId = c.req.param("installationId");
      const after = Number(c.req.query("after") ?? 0);
      if (!Number.isSafeInteger(after) || after < 0) throw new InputError("after is the position of a line");
      await getInstallation(context, installationId);
      return lines(c, exportAudit(context, { installationId, after }));
    });
}

function lines(c: Context, source: AsyncGenerator<string>): Response {
  c.header("content-type", "application/x-ndjson; charset=utf-8");
  return stream(c, async (out) => {
    for await (const line of source) await out.write(line);
  });
}
