import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const migrate = fileURLToPath(new URL("../../runtime/migrate.ts", import.meta.url));

/** What `npm run migrate` does before a Worker is deployed. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  const env = { PATH: process.env.PATH ?? "", DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, [migrate], { env });
}
