import { fileURLToPath } from "node:url";
import { connectPostgresql } from "../../../src/db/connect-postgresql.ts";
import type { DatabaseEngine, Db } from "../../../src/db/database.ts";
import { regularRounds } from "../../../src/jobs/schedule.ts";
import { parseEnv } from "../../../src/runtime/env.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import { startServer } from "../../../src/runtime/start-server.ts";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import { type LocalWorker, startLocalWorker } from "../../../src/sandbox/worker/start-local-worker.ts";
import { createTestDatabase } from "../../support/engines.ts";
import { bundleOnce } from "./bundle-once.ts";

export const accessToken = "access-token-for-tests-only";
export const encryptionKey = Buffer.alloc(32, 7).toString("base64");

/** Signalbox somewhere, with what a test needs to look behind it. */
export interface RunningRuntime {
  url: string;
  db: Db;
  /** What the clock does sooner or later. */
  runRounds(): Promise<void>;
  stop(): Promise<void>;
}

export interface RuntimeSubject {
  name: string;
  start(variables: Record<string, string>): Promise<RunningRuntime>;
}

/** The same app, wherever it runs. */
export const runtimes: RuntimeSubject[] = [
  { name: "Node with PGlite", start: (variables) => startOnNode("pglite", variables) },
  { name: "Node with PostgreSQL", start: (variables) => startOnNode("postgresql", variables) },
  { name: "workerd with Hyperdrive and Queues", start: (variables) => startOnWorkerd(variables) },
];

async function commonVariables(given?: string): Promise<Record<string, string> & { PORT: string }> {
  const port = given ?? (await findFreePort(0));
  return {
    PORT: String(port),
    SIGNALBOX_PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIGNALBOX_LOG_LEVEL: "silent",
    SIGNALBOX_ENCRYPTION_KEY: encryptionKey,
    SIGNALBOX_ACCESS_TOKEN: accessToken,
    SIGNALBOX_SWEEP_SECONDS: "1",
    SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "2",
  };
}

async function startOnNode(
  engine: DatabaseEngine,
  variables: Record<string, string>,
): Promise<RunningRuntime> {
  const database = await createTestDatabase(engine);
  const env = parseEnv({ ...(await commonVariables()), ...database.env, ...variables });
  const platform = createNodePlatform(env);
  const running = await startServer(env, platform);
  const { context } = running.server;
  return {
    url: running.url,
    db: context.db,
    async runRounds() {
      for (const round of regularRounds) await round.run(context);
    },
    async stop() {
      await running.stop();
      platform.close();
      await database.remove();
    },
  };
}

interface WorkerdOptions {
  /** Another Worker than Signalbox's own, around it. */
  entry?: string;
  /** What the Worker is told instead of the database's own address. */
  databaseUrlSeen?: (url: string) => Promise<string>;
}

export async function startOnWorkerd(
  variables: Record<string, string>,
  options: WorkerdOptions = {},
): Promise<RunningRuntime> {
  const { start, remove, db } = await prepareWorkerd(options);
  const worker = await start(variables);
  return {
    url: worker.url,
    db,
    runRounds: () => worker.strike(),
    async stop() {
      await worker.stop();
      await remove();
    },
  };
}

/** A database and a bundle; a Worker can be started on them again and again. */
export async function prepareWorkerd({
  entry = "src/runtime/worker.ts",
  databaseUrlSeen,
}: WorkerdOptions = {}) {
  const script = await bundleOnce(entry);
  const { env, remove } = await createTestDatabase("postgresql");
  const url = env.DATABASE_URL ?? "";
  const migrationsFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));
  const database = await connectPostgresql({ url, migrationsFolder, maxConnections: 1 });
  const databaseUrl = databaseUrlSeen ? await databaseUrlSeen(url) : url;
  return {
    db: database.db,
    async start(variables: Record<string, string>): Promise<LocalWorker> {
      const all = { ...(await commonVariables(variables.PORT)), ...variables };
      return startLocalWorker({
        script,
        port: Number(all.PORT),
        databaseUrl,
        variables: all,
        batchTimeoutSeconds: 0,
      });
    },
    async remove() {
      await database.close();
      await remove();
    },
  };
}
