import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { DatabaseEngine } from "../../src/db/database.ts";
import { emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import { administer } from "./administer.ts";

export const engines: DatabaseEngine[] = ["pglite", "postgresql"];

/** Every help desk on every engine, for what we promise whatever is underneath. */
export const setups = emulatedHelpdesks.flatMap((helpdesk) =>
  engines.map((engine) => ({ helpdesk, engine })),
);

/** An empty database of its own for one test: the variables that a server needs to use it, and how to drop it. */
export async function createTestDatabase(
  engine: DatabaseEngine,
): Promise<{ env: Record<string, string>; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-test-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  if (engine === "pglite") {
    cpSync(inject("dataFolderTemplate"), folder, { recursive: true });
    return { env: { SIGNALBOX_DATA_DIR: folder }, remove: async () => removeFolder() };
  }
  const name = `test_${randomBytes(6).toString("hex")}`;
  const url = inject("postgresUrl");
  await administer(url, `create database ${name} template ${inject("databaseTemplate")}`);
  return {
    env: { SIGNALBOX_DATA_DIR: folder, DATABASE_URL: `${url}/${name}` },
    async remove() {
      removeFolder();
      await administer(url, `drop database ${name} with (force)`);
    },
  };
}
