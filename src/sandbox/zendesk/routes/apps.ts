import { Hono } from "hono";
import { appKeys } from "../apps/signed-url.ts";
import { recordNotFound } from "../http/api-error.ts";
import type { Env } from "../http/env.ts";
import type { World } from "../world.ts";

/** The key that signed URLs are checked with. How the answer is wrapped is not documented. */
export function createAppRoutes(world: World) {
  return new Hono<Env>().get("/:appId/public_key", (c) => {
    if (c.req.param("appId") !== String(world.app.id)) throw recordNotFound();
    const { publicKeyPem } = appKeys();
    switch (world.options.variants.appPublicKey) {
      case "json-string":
        return c.json(publicKeyPem);
      case "pem":
        return c.text(publicKeyPem);
      case "object":
        return c.json({ public_key: publicKeyPem });
    }
  });
}

export function createAppInstallationRoutes(world: World) {
  return new Hono<Env>().get("/", (c) => {
    const { id, installationId } = world.app;
    const settings = { name: "Signalbox" };
    return c.json({
      installations: [
        { id: installationId - 7, app_id: id + 1, enabled: true, settings: { name: "Another app" } },
        { id: installationId, app_id: id, enabled: true, settings },
      ],
    });
  });
}
