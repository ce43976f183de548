import { Hono } from "hono";
import * as z from "zod";
import { InputError } from "../../ports/app-error.ts";
import { recordAudit } from "../../services/audit/record-audit.ts";
import {
  ConnectInput,
  connectInstallation,
  getInstallation,
} from "../../services/installations/connect-installation.ts";
import { listInstallationViews } from "../../services/installations/list-installations.ts";
import { uninstallInstallation } from "../../services/installations/uninstall-installation.ts";
import { setAgent } from "../../services/roster/set-agent.ts";
import { showRoster } from "../../services/roster/show-roster.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import { LeadInput, setLead } from "../../services/sessions/set-lead.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { limitBody } from "../middleware/limit-body.ts";
import { parseInput, readJson } from "../read-json.ts";

/** Any object; what is wrong in it the service tells. */
const SettingsInput = z.record(z.string(), z.unknown());

/** A help desk's installation: connect it, set up its people, take it out. */
export function installationRoutes({ context }: AppDeps, { allow }: Access) {
  const one = "/:installationId" as const;
  return new Hono<HttpEnv>()
    .get("/", allow("agent"), async (c) => {
      const principal = c.get("principal");
      const all = await listInstallationViews(context);
      const isTheirs = (id: string) => principal.kind === "operator" || principal.installationId === id;
      return c.json({ installations: all.filter(({ id }) => isTheirs(id)) });
    })
    .post("/", allow("operator"), limitBody(16 * 1024), async (c) => {
      const input = parseInput(ConnectInput, await readJson(c.req));
      const { installationId, findings } = await connectInstallation(context, input);
      return c.json({ installationId, findings }, 201);
    })
    .delete(one, allow("admin"), async (c) => {
      const input = { installationId: c.req.param("installationId"), actor: actorOf(c.get("principal")) };
      return c.json(await uninstallInstallation(context, input));
    })
    .put(`${one}/people/:userId`, allow("admin"), limitBody(1024), async (c) => {
      const { installationId, userId } = c.req.param();
      await getInstallation(context, installationId);
      if (!/^\d{1,19}$/.test(userId)) throw new InputError("give the help desk's number of the agent");
      const { role } = parseInput(LeadInput, await readJson(c.req));
      await setLead(context, { installationId, userId, role, actor: actorOf(c.get("principal")) });
      return c.json({ userId, role });
    })
    .get(`${one}/roster`, allow("lead"), async (c) => {
      return c.json(await showRoster(context, { installationId: c.req.param("installationId") }));
    })
    .put(
      `${one}/roster/:agentId`,
      allow("lead"),
      limitBody(16 * 1024),
      jsonBody(SettingsInput),
      async (c) => {
        const { installationId, agentId } = c.req.param();
        await getInstallation(context, installationId);
        const saved = await setAgent(context, { installationId, agentId, settings: c.req.valid("json") });
        // Why somebody is away belongs into no log that is kept for years.
        const detail = { agentId, fields: Object.keys(saved) };
        const actor = actorOf(c.get("principal"));
        await recordAudit(context, { installationId, actor, act: "agent settings saved", detail });
        return c.json(saved);
      },
    );
}
/** For the pages, whose calls are typed by the routes. */
export type InstallationRoutes = ReturnType<typeof installationRoutes>;
