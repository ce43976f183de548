import { Hono } from "hono";
import { isRecord } from "../../http/is-record.ts";
import { recordInvalid, recordNotFound } from "../http/api-error.ts";
import { type Env, idParam, readBody, requireAdmin } from "../http/env.ts";
import type { World } from "../world.ts";

/** What is installed in the account: ours, and an app of somebody else. */
export function createAppInstallationRoutes(world: World) {
  const ours = () => {
    const { id, installationId, settings } = world.app;
    return { id: installationId, app_id: id, enabled: true, settings: { name: "Signalbox", ...settings } };
  };
  return new Hono<Env>()
    .get("/", (c) => {
      const { id, installationId } = world.app;
      const other = { id: installationId - 7, app_id: id + 1_000_000, enabled: true };
      return c.json({ installations: [{ ...other, settings: { name: "Another app" } }, ours()] });
    })
    .post("/", async (c) => {
      requireAdmin(c);
      const { app_id, settings } = await readBody(c);
      const appId = Number(app_id);
      const manifest = world.appStore.apps.get(appId);
      if (!manifest) {
        throw recordInvalid({ app: [{ description: "App: does not exist", error: "InvalidValue" }] });
      }
      if (manifest.singleInstall === true && world.app.id === appId) {
        throw recordInvalid({ app: [{ description: "App: is already installed", error: "DuplicateValue" }] });
      }
      const installationId = world.app.installationId + 1 + world.count("app-installation");
      world.app = { id: appId, installationId, manifest, settings: isRecord(settings) ? settings : {} };
      return c.json(ours(), 201);
    })
    .put("/:installationId", async (c) => {
      requireAdmin(c);
      if (idParam(c, "installationId") !== world.app.installationId) throw recordNotFound();
      const { settings } = await readBody(c);
      if (isRecord(settings)) world.app.settings = settings;
      return c.json(ours());
    });
}
