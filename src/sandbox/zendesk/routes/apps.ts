import { Hono } from "hono";
import { addUpload, deployUpload } from "../apps/app-store.ts";
import { appKeys } from "../apps/signed-url.ts";
import { validateZip } from "../apps/validate-package.ts";
import { recordInvalid, recordNotFound } from "../http/api-error.ts";
import { type ApiContext, type Env, idParam, readBody, requireAdmin } from "../http/env.ts";
import type { World } from "../world.ts";

/** Packages: checked, uploaded, made an app of. And the key that signed URLs are checked with. */
export function createAppRoutes(world: World) {
  return new Hono<Env>()
    .get("/:appId/public_key", (c) => {
      const appId = idParam(c, "appId");
      if (appId !== world.app.id && !world.appStore.apps.has(appId)) throw recordNotFound();
      const { publicKeyPem } = appKeys();
      // How the answer is wrapped is not documented.
      switch (world.options.variants.appPublicKey) {
        case "json-string":
          return c.json(publicKeyPem);
        case "pem":
          return c.text(publicKeyPem);
        case "object":
          return c.json({ public_key: publicKeyPem });
      }
    })
    .post("/validate", async (c) => {
      requireAdmin(c);
      const { problems } = validateZip(await readUpload(c, "file"));
      if (problems.length === 0) return c.body(null, 200);
      return c.json({ error: "RecordInvalid", description: problems.join("\n") }, 422);
    })
    .post("/uploads", async (c) => {
      requireAdmin(c);
      return c.json({ id: addUpload(world, validateZip(await readUpload(c, "uploaded_data"))) }, 201);
    })
    .put("/:appId", async (c) => {
      requireAdmin(c);
      const appId = idParam(c, "appId");
      if (!world.appStore.apps.has(appId)) throw recordNotFound();
      return c.json({ job_id: deployUpload(world, Number((await readBody(c)).upload_id), appId) }, 202);
    })
    .get("/job_statuses/:jobId", (c) => {
      const job = world.appStore.jobs.get(c.req.param("jobId"));
      if (!job) throw recordNotFound();
      return c.json(job);
    });
}

/** New apps are posted outside the API's version 2. */
export function createNewAppRoutes(world: World) {
  return new Hono<Env>().post("/", async (c) => {
    requireAdmin(c);
    const { upload_id, name } = await readBody(c);
    if (typeof name !== "string" || name === "") {
      throw recordInvalid({ name: [{ description: "Name: cannot be blank", error: "BlankValue" }] });
    }
    return c.json({ job_id: deployUpload(world, Number(upload_id)) }, 202);
  });
}

async function readUpload(c: ApiContext, field: string): Promise<Buffer> {
  const file = (await c.req.parseBody())[field];
  if (!(file instanceof File)) {
    throw recordInvalid({ [field]: [{ description: `${field}: no file was sent`, error: "BlankValue" }] });
  }
  return Buffer.from(await file.arrayBuffer());
}
