import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { parseEnv } from "../../src/runtime/env.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { startServer } from "../../src/runtime/start-server.ts";
import { startPostgres } from "../../src/sandbox/demo/start-postgres.ts";
import { administer } from "./administer.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
    /** A database as the first start leaves it; tests copy it. */
    databaseTemplate: string;
    /** A data folder as the first start leaves it; tests copy it, for making one takes seconds. */
    dataFolderTemplate: string;
    /** Empty at first; the Worker is bundled into it by the first test that needs it. */
    bundleFolder: string;
  }
}

const databaseTemplate = "signalbox_template";

/** Starts what all suites share: one PostgreSQL, and a database for each engine made by the real migrations. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildPages();
  const cluster = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), "signalbox-template-"));
  await administer(cluster.url, `create database ${databaseTemplate}`);
  await startOnce({ SIGNALBOX_DATA_DIR: folder, DATABASE_URL: `${cluster.url}/${databaseTemplate}` });
  await startOnce({ SIGNALBOX_DATA_DIR: folder });
  project.provide("postgresUrl", cluster.url);
  project.provide("databaseTemplate", databaseTemplate);
  project.provide("dataFolderTemplate", folder);
  const bundleFolder = mkdtempSync(join(tmpdir(), "signalbox-bundle-"));
  project.provide("bundleFolder", bundleFolder);
  return async () => {
    await cluster.stop();
    for (const made of [folder, bundleFolder]) rmSync(made, { recursive: true, force: true });
  };
}

/** For whoever runs one file and not `npm test`; it takes a moment only where the sources are newer. */
function buildPages(): void {
  const script = fileURLToPath(new URL("../../src/runtime/ensure-ui.mjs", import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
  if (status !== 0) throw new Error("the pages could not be built");
}

async function startOnce(variables: Record<string, string>): Promise<void> {
  const env = parseEnv({ PORT: "0", SIGNALBOX_LOG_LEVEL: "silent", ...variables });
  const running = await startServer(env, createNodePlatform(env));
  await running.stop();
}
