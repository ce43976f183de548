import { Hono } from "hono";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { reviveAllLetters } from "../../services/dead-letters/revive-all-letters.ts";
import { reviveLetter } from "../../services/dead-letters/revive-letter.ts";
import { showDeadLetters } from "../../services/dead-letters/show-dead-letters.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";

/** Jobs that the queue has given up: what they were, why, and once again. */
export function deadLetterRoutes({ context }: AppDeps, { allow }: Access) {
  const all = "/:installationId/dead-letters" as const;
  return new Hono<HttpEnv>()
    .get(all, allow("admin"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      return c.json({ deadLetters: await showDeadLetters(context, { installationId }) });
    })
    .post(`${all}/revive`, allow("admin"), async (c) => {
      const installationId = c.req.param("installationId");
      const revived = await reviveAllLetters(context, { installationId });
      const actor = actorOf(c.get("principal"));
      await recordAudit(context, { installationId, actor, act: "jobs revived", detail: revived });
      return c.json(revived, 202);
    })
    .post(`${all}/:letterId/revive`, allow("admin"), async (c) => {
      const { installationId, letterId } = c.req.param();
      const revived = await reviveLetter(context, { installationId, letterId });
      const actor = actorOf(c.get("principal"));
      await recordAudit(context, {
        installationId,
        actor,
        act: "job revived",
        detail: { letterId, ...revived },
      });
      return c.json(revived, 202);
    });
}

export type DeadLetterRoutes = ReturnType<typeof deadLetterRoutes>;
