import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { Hono } from "hono";
import type { PackageFiles } from "../../package/read-zip.ts";
import type { AppPage, World } from "../world.ts";

const clientScript = new URL("app-client.js", import.meta.url);
const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

const pageOf = (world: World): AppPage | undefined =>
  world.app?.kind === "pack" ? world.app.page : undefined;

/** What an app's page calls and the platform runs for it. */
export function createAppCalls(world: World) {
  return new Hono()
    .post("/invoke", async (c) => {
      const { name, input } = (await c.req.json()) as { name: string; input: Record<string, unknown> };
      const rendered = await pageOf(world)?.platform.invoke(name, input ?? {});
      if (!rendered) return c.json({ status: 404, message: "no app is installed" }, 404);
      return rendered.isOk ? c.json({ response: rendered.data }) : c.json(rendered.error as object, 400);
    })
    .post("/template", async (c) => {
      const { name, options } = (await c.req.json()) as { name: string; options: object };
      try {
        return c.json(await pageOf(world)?.platform.invokeTemplate(name, options ?? {}));
      } catch (error) {
        return c.json({ message: String(error), ...(error as object) }, 400);
      }
    });
}

/** The packed pages, at an origin of their own as the platform serves them. */
export function createAppFiles(world: World) {
  return new Hono()
    .get("/platform/app-client.js", (c) =>
      c.body(readFileSync(clientScript), 200, { "content-type": "text/javascript" }),
    )
    .get("/*", (c) => {
      const files: PackageFiles = pageOf(world)?.files ?? new Map();
      const path = `app${c.req.path}`;
      const file = files.get(path);
      if (!file) return c.notFound();
      const type = types[extname(path)] ?? "application/octet-stream";
      const content =
        type === "text/html"
          ? file.toString().replaceAll("{{{appclient}}}", "/platform/app-client.js")
          : file;
      return c.body(content as string, 200, { "content-type": `${type}; charset=utf-8` });
    });
}
