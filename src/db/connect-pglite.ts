import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Database } from "./database.ts";
import { guardAuditLog } from "./guard-audit-log.ts";
import * as schema from "./schema/index.ts";

/**
 * Opens PostgreSQL as WebAssembly in this process. It survives a killed process, but it never calls fsync:
 * a power cut can lose what was accepted last.
 *
 * @param input.folder where the database lives; absent, it lives in memory
 */
export async function connectPglite(input: {
  folder?: string;
  migrationsFolder: string;
}): Promise<Database & { pglite: PGlite }> {
  const pglite = input.folder ? await PGlite.create(input.folder) : await PGlite.create();
  const db = drizzle({ client: pglite, schema });
  await migrate(db, { migrationsFolder: input.migrationsFolder });
  for (const statement of guardAuditLog) await pglite.exec(statement);
  return {
    engine: "pglite",
    pglite,
    db,
    lanes: 1,
    runPrepared: async <Row>(text: string, parameters: string[]) =>
      (await pglite.query<Row>(text, parameters)).rows,
    ping: async () => {
      await pglite.query("select 1");
    },
    close: () => pglite.close(),
  };
}
