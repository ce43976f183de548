import { randomBytes } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { saveInstallation } from "../../../src/db/queries/installations.ts";
import { webhookRoutes } from "../../../src/http/routes/webhooks.ts";
import { buildServer } from "../../../src/runtime/build-server.ts";
import { createHelpdesks } from "../../../src/runtime/create-helpdesks.ts";
import { openDataFolder } from "../../../src/runtime/data-folder.ts";
import { parseEnv } from "../../../src/runtime/env.ts";
import { createNodeHmac } from "../../../src/runtime/node-hmac.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import { sealContext } from "../../../src/services/helpdesk/seal-context.ts";

// One server of the comparison, in a process of its own: bare | verify | durable.
const [mode = "bare", helpdesk = "zendesk", secret = ""] = process.argv.slice(2);
const env = parseEnv({ ...process.env, SIGNALBOX_LOG_LEVEL: "error" });
const platform = createNodePlatform(env);

const app = mode === "bare" ? bare() : mode === "verify" ? verifyOnly() : await durable();
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info) => {
  process.stdout.write(`${info.port}\n`);
});

/** The floor: read the body and answer. */
function bare(): Hono {
  return new Hono().post(`/webhooks/${helpdesk}/bench`, async (c) => {
    const body = await c.req.arrayBuffer();
    return c.json({ outcome: body.byteLength > 0 ? "accepted" : "malformed" });
  });
}

/** The real route with the real signature check and parsing; only the recording is left out. */
function verifyOnly(): Hono {
  const installation = { id: "ins_bench", helpdesk, integrationUserId: "1" } as never;
  const endpoint = { installation, secret, readAtMs: platform.now() };
  const receive = {
    context: { helpdesks: createHelpdesks(env, createNodeHmac()), platform },
    endpoints: { find: async () => endpoint, refresh: async () => endpoint },
    recorder: {
      record: async () => "recorded" as const,
      countRejection: () => {},
      drain: async () => {},
    },
  };
  return new Hono().route("/webhooks", webhookRoutes({ receive } as never));
}

/** The product as it is: deliveries, routing cycles and jobs are committed before the answer. */
async function durable(): Promise<Pick<Hono, "fetch">> {
  openDataFolder(env.SIGNALBOX_DATA_DIR);
  const server = await buildServer({
    env,
    platform,
    publicUrl: "http://127.0.0.1",
    encryptionKey: randomBytes(32).toString("base64"),
    accessToken: randomBytes(24).toString("base64url"),
  });
  const { context } = server;
  await saveInstallation(context.db, {
    id: "ins_bench",
    helpdesk,
    subdomain: "bench",
    endpoint: "bench",
    status: "active",
    integrationUserId: "1",
    sealedCredentials: "",
    sealedSecret: await context.keyring.seal(secret, sealContext("ins_bench", "webhook secret")),
  });
  return server.app;
}
