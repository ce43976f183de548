import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Database } from "./database.ts";
import { guardAuditLog } from "./guard-audit-log.ts";
import { leaveRoomForUpdates } from "./leave-room-for-updates.ts";
import { type PreparedClient, preparePglite } from "./prepared-pglite.ts";
import * as schema from "./schema/index.ts";
import { tendPglite } from "./tend-pglite.ts";

/**
 * Opens PostgreSQL as WebAssembly in this process. It survives a killed process, but it never calls fsync:
 * a power cut can lose what was accepted last.
 *
 * @param input.folder where the database lives; absent, it lives in memory
 */
export async function connectPglite(input: {
  folder?: string;
  migrationsFolder: string;
}): Promise<Database & { pglite: PGlite; client: PreparedClient }> {
  const pglite = input.folder ? await PGlite.create(input.folder) : await PGlite.create();
  await migrate(drizzle({ client: pglite }), { migrationsFolder: input.migrationsFolder });
  for (const statement of [...guardAuditLog, ...leaveRoomForUpdates]) await pglite.exec(statement);
  const client = preparePglite(pglite);
  // Drizzle asks no more of its client than this.
  const db = drizzle({ client: client as unknown as PGlite, schema });
  return {
    engine: "pglite",
    pglite,
    client,
    db,
    lanes: 1,
    runPrepared: async <Row>(text: string, parameters: string[]) =>
      (await client.query<Row>(text, parameters)).rows,
    ping: async () => {
      await pglite.query("select 1");
    },
    tend: () => tendPglite(pglite),
    close: () => pglite.close(),
  };
}
