import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromPglite } from "pg-boss";
import { connectPglite } from "../db/connect-pglite.ts";
import { connectPostgresql } from "../db/connect-postgresql.ts";
import type { Database } from "../db/database.ts";
import { createFreshdesk } from "../helpdesks/freshdesk/index.ts";
import { createZendesk } from "../helpdesks/zendesk/index.ts";
import { createApp } from "../http/app.ts";
import { createPgBossQueue, type PgBossQueue } from "../jobs/pg-boss-queue.ts";
import type { Log, Platform } from "../ports/platform.ts";
import type { ServiceContext } from "../services/context.ts";
import { createDeliveryRecorder, type DeliveryRecorder } from "../services/deliveries/delivery-recorder.ts";
import { createEndpointFinder } from "../services/deliveries/find-endpoint.ts";
import { visitInstallation } from "../services/installations/sweep-installations.ts";
import { createAesKeyring } from "./aes-keyring.ts";
import type { Env } from "./env.ts";
import { createNodeHmac } from "./node-hmac.ts";

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));
const maxConnections = 10;
const queueConnections = 4;

export interface Server {
  app: ReturnType<typeof createApp>;
  context: ServiceContext;
  queue: PgBossQueue;
  recorder: DeliveryRecorder;
  database: Database;
}

/** The one place where everything is wired together on Node. */
export async function buildServer(input: {
  env: Env;
  platform: Platform;
  publicUrl: string;
  encryptionKey: string;
  accessToken: string;
}): Promise<Server> {
  const { env, platform } = input;
  const { database, queue } = await connectEngine(env, platform.log);
  const hmacSha256 = createNodeHmac();
  const zendesk = createZendesk({ originOf: emulatedAt(env.SIGNALBOX_ZENDESK_URL), hmacSha256 });
  const freshdesk = createFreshdesk({ originOf: emulatedAt(env.SIGNALBOX_FRESHDESK_URL), hmacSha256 });
  const context: ServiceContext = {
    db: database.db,
    queue,
    platform,
    keyring: await createAesKeyring(input.encryptionKey),
    helpdesks: { zendesk, freshdesk },
    compiledPolicies: new Map(),
    settings: {
      publicUrl: input.publicUrl.replace(/\/$/, ""),
      leaseSeconds: env.SIGNALBOX_LEASE_SECONDS,
      strandedAfterSeconds: env.SIGNALBOX_STRANDED_SECONDS,
      sweepIntervalSeconds: env.SIGNALBOX_SWEEP_SECONDS,
      sweepMinAgeSeconds: env.SIGNALBOX_SWEEP_MIN_AGE_SECONDS,
    },
  };
  const recorder = createDeliveryRecorder(context, database, (installationId) =>
    visitInstallation(context, { installationId }),
  );
  const app = createApp({
    context,
    receive: { context, recorder, endpoints: createEndpointFinder(context) },
    accessToken: input.accessToken,
    ping: database.ping,
  });
  return { app, context, queue, recorder, database };
}

/** Every subdomain is found at the emulator's address; without one, where the vendor has it. */
function emulatedAt(url: string | undefined): (() => string) | undefined {
  return url === undefined ? undefined : () => url.replace(/\/$/, "");
}

async function connectEngine(env: Env, log: Log): Promise<{ database: Database; queue: PgBossQueue }> {
  if (env.DATABASE_URL) {
    const url = env.DATABASE_URL;
    const database = await connectPostgresql({ url, migrationsFolder, maxConnections });
    const queue = await createPgBossQueue({ connectionString: url, max: queueConnections }, log);
    return { database, queue };
  }
  const database = await connectPglite({ folder: join(env.SIGNALBOX_DATA_DIR, "pglite"), migrationsFolder });
  const queue = await createPgBossQueue({ db: fromPglite(database.pglite), backend: "pglite" }, log);
  return { database, queue };
}
