import { Hono } from "hono";
import * as z from "zod";
import { NotFoundError } from "../../ports/app-error.ts";
import { recordAudit } from "../../services/audit/record-audit.ts";
import { getInstallation } from "../../services/installations/connect-installation.ts";
import { rollBackModel } from "../../services/learning/roll-back-model.ts";
import { LearningInput, setLearning } from "../../services/learning/set-learning.ts";
import { showLearning } from "../../services/learning/show-learning.ts";
import { findModelTarget, showModelQuality } from "../../services/learning/show-model-quality.ts";
import { startImport } from "../../services/learning/start-import.ts";
import { startTraining } from "../../services/learning/start-training.ts";
import { actorOf } from "../../services/sessions/principal.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import type { Access } from "../middleware/access.ts";
import { jsonBody } from "../middleware/json-body.ts";
import { limitBody } from "../middleware/limit-body.ts";

const ImportInput = z.strictObject({
  /** Begins anew, that far back; left out, it goes on where it stood. */
  days: z.number().int().min(1).max(3650).optional(),
});
const NoInput = z.strictObject({});

/** What the help desk's own tickets teach: reading them, training, the models and how good they are. */
export function learningRoutes({ context }: AppDeps, { allow }: Access) {
  const limit = limitBody(16 * 1024);
  const one = "/:installationId/learning" as const;
  const model = `${one}/models/:target` as const;
  const targetOf = (text: string) => {
    const target = findModelTarget(text);
    if (!target) throw new NotFoundError(`a model of ${text.slice(0, 40)}`);
    return target;
  };

  return new Hono<HttpEnv>()
    .get(one, allow("admin"), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      return c.json(await showLearning(context, { installationId }));
    })
    .put(one, allow("admin"), limit, jsonBody(LearningInput), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const actor = actorOf(c.get("principal"));
      return c.json(await setLearning(context, { installationId, changes: c.req.valid("json"), actor }));
    })
    .post(`${one}/import`, allow("admin"), limit, jsonBody(ImportInput), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const { days } = c.req.valid("json");
      await startImport(context, { installationId, days });
      const actor = actorOf(c.get("principal"));
      await recordAudit(context, { installationId, actor, act: "history import started", detail: { days } });
      return c.json({ started: true }, 202);
    })
    .post(`${one}/train`, allow("admin"), limit, jsonBody(NoInput), async (c) => {
      const installationId = c.req.param("installationId");
      await getInstallation(context, installationId);
      const result = await startTraining(context, { installationId });
      const actor = actorOf(c.get("principal"));
      if (result.started) await recordAudit(context, { installationId, actor, act: "training started" });
      return c.json(result, 202);
    })
    .get(`${model}/:version`, allow("admin"), async (c) => {
      const { installationId, target, version } = c.req.param();
      if (!/^\d{1,9}$/.test(version)) throw new NotFoundError("a version that is no number");
      const key = { installationId, target: targetOf(target), version: Number(version) };
      return c.json(await showModelQuality(context, key));
    })
    .post(`${model}/return`, allow("admin"), limit, jsonBody(NoInput), async (c) => {
      const { installationId, target } = c.req.param();
      await getInstallation(context, installationId);
      const key = { installationId, target: targetOf(target) };
      const { version } = await rollBackModel(context, key);
      const actor = actorOf(c.get("principal"));
      const detail = { target: key.target, version };
      await recordAudit(context, { installationId, actor, act: "earlier model put in force", detail });
      return c.json({ version });
    });
}
export type LearningRoutes = ReturnType<typeof learningRoutes>;
