import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromPglite } from "pg-boss";
import { createPredictor, type Predictor } from "../classifier/create-predictor.ts";
import { decodeModel } from "../classifier/model-file.ts";
import { connectPglite } from "../db/connect-pglite.ts";
import { connectPostgresql } from "../db/connect-postgresql.ts";
import type { Database } from "../db/database.ts";
import { createApp } from "../http/app.ts";
import { createPgBossQueue, type PgBossQueue } from "../jobs/pg-boss-queue.ts";
import type { Log, Platform } from "../ports/platform.ts";
import type { ServiceContext } from "../services/context.ts";
import { createDeliveryRecorder, type DeliveryRecorder } from "../services/deliveries/delivery-recorder.ts";
import { createEndpointFinder } from "../services/deliveries/find-endpoint.ts";
import { createAesKeyring } from "./aes-keyring.ts";
import { createClientReader } from "./client-reader.ts";
import { createHelpdesks } from "./create-helpdesks.ts";
import { createOutsideModel } from "./create-outside-model.ts";
import type { Env } from "./env.ts";
import { createNodeHmac } from "./node-hmac.ts";
import { readBuiltPages } from "./read-built-pages.ts";
import { serviceSettings } from "./service-settings.ts";

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));
const starterModelFile = fileURLToPath(new URL("../signals/starter/intents.model", import.meta.url));
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
  oldEncryptionKeys?: readonly string[];
  accessToken: string;
}): Promise<Server> {
  const { env, platform } = input;
  const { database, queue } = await connectEngine(env, platform.log);
  const context: ServiceContext = {
    db: database.db,
    queue,
    platform,
    keyring: await createAesKeyring(input.encryptionKey, input.oldEncryptionKeys),
    helpdesks: createHelpdesks(env, createNodeHmac()),
    compiledPolicies: new Map(),
    decisionGroups: new Map(),
    decisionLanes: 1,
    predictors: new Map(),
    rosters: new Map(),
    starterIntents: await readStarterIntents(),
    outsideModel: createOutsideModel(env, platform),
    settings: serviceSettings(env, input.publicUrl),
  };
  const recorder = createDeliveryRecorder(context, database);
  const app = createApp({
    context,
    receive: { context, recorder, endpoints: createEndpointFinder(context) },
    accessToken: input.accessToken,
    pages: readBuiltPages(),
    clientOf: createClientReader(env.SIGNALBOX_CLIENT_ADDRESS_HEADER),
    ping: database.ping,
  });
  return { app, context, queue, recorder, database };
}

async function readStarterIntents(): Promise<Predictor> {
  return createPredictor(decodeModel(await readFile(starterModelFile)));
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
