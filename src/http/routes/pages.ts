import { type Context, Hono } from "hono";
import { NotFoundError } from "../../ports/app-error.ts";
import {
  type InstallationView,
  listInstallationViews,
} from "../../services/installations/list-installations.ts";
import type { Principal } from "../../services/sessions/principal.ts";
import type { AppDeps, HttpEnv } from "../hono-env.ts";
import { type Access, open } from "../middleware/access.ts";
import { uiPage } from "../pages/ui-page.ts";

/** The built pages at our own address, for whoever is signed in by a cookie, and the files that all pages load. */
export function pageRoutes({ context, pages }: AppDeps, { allow }: Access): Hono<HttpEnv> {
  const show = async (c: Context<HttpEnv>, page: string) => {
    const principal = c.get("principal");
    const all = await listInstallationViews(context);
    const installation = chooseInstallation(all, principal, c.req.query("installation"));
    const data = {
      helpdesk: installation?.helpdesk ?? "zendesk",
      isFramed: false,
      installationId: installation?.id,
      role: principal.kind === "person" ? principal.role : "operator",
    };
    return c.html(uiPage({ page, pages, data, nonce: c.get("secureHeadersNonce") ?? "" }));
  };
  return new Hono<HttpEnv>()
    .get("/sidebar", allow("agent"), (c) => show(c, "sidebar"))
    .get("/settings", allow("agent"), (c) => show(c, "settings"))
    .get("/ui/:file", open("scripts and styles tell nothing of anybody"), async (c) => {
      const file = await pages.findFile(c.req.param("file"));
      if (!file) throw new NotFoundError("the file");
      const isGzipped = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
      return c.body(isGzipped ? file.gzipped : file.bytes, 200, {
        "content-type": file.type,
        // The name holds a digest of what is in it.
        "cache-control": "public, max-age=31536000, immutable",
        vary: "accept-encoding",
        ...(isGzipped && { "content-encoding": "gzip" }),
      });
    });
}

function chooseInstallation(
  all: InstallationView[],
  principal: Principal,
  wanted: string | undefined,
): InstallationView | undefined {
  const theirs = all.filter(({ id }) => principal.kind === "operator" || principal.installationId === id);
  const installation = wanted ? theirs.find(({ id }) => id === wanted) : theirs[0];
  if (wanted && !installation) throw new NotFoundError("the installation");
  return installation;
}
