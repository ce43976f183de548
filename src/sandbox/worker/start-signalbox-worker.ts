import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SignalboxProcess } from "../demo/signalbox-process.ts";
import { startPostgres } from "../demo/start-postgres.ts";
import { buildBundle } from "./build-bundle.ts";
import { migrateDatabase } from "./migrate-database.ts";
import { startLocalWorker } from "./start-local-worker.ts";

/** As often as the platform's clock strikes. */
const minuteMs = 60_000;

/** Signalbox as a Worker, with a PostgreSQL of its own: bundled, in workerd, its queue and its clock on this machine. */
export async function startSignalboxWorker(input: {
  port: number;
  accessToken: string;
  env: Record<string, string>;
}): Promise<Omit<SignalboxProcess, "pid" | "kill">> {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-worker-"));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const bundled = buildBundle({ folder, entry: "src/runtime/worker.ts" });
    const cluster = await startPostgres();
    stops.push(cluster.stop);
    const databaseUrl = `${cluster.url}/postgres`;
    await migrateDatabase(databaseUrl);
    await bundled;
    const worker = await startLocalWorker({
      script: join(folder, "worker.js"),
      port: input.port,
      databaseUrl,
      variables: {
        SIGNALBOX_PUBLIC_URL: `http://127.0.0.1:${input.port}`,
        SIGNALBOX_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
        SIGNALBOX_ACCESS_TOKEN: input.accessToken,
        SIGNALBOX_LOG_LEVEL: "warn",
        ...input.env,
      },
    });
    const clock = setInterval(() => void worker.strike(), minuteMs);
    stops.push(worker.stop, () => clearInterval(clock));
    return { url: worker.url, accessToken: input.accessToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
