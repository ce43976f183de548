import { fileURLToPath } from "node:url";
import { migratePostgresql } from "../db/connect-postgresql.ts";
import { EnvError, parseEnv } from "./env.ts";
import { readSecretFiles } from "./secret-files.ts";

/**
 * `npm run migrate`: brings the database that DATABASE_URL names up to date. A server on Node does so when it starts; a
 * Worker cannot, so whoever deploys one does it first.
 */
try {
  const { DATABASE_URL: url } = parseEnv(readSecretFiles(process.env));
  if (!url) throw new EnvError("Set DATABASE_URL to the database itself, not to Hyperdrive.");
  await migratePostgresql({
    url,
    migrationsFolder: fileURLToPath(new URL("../../migrations", import.meta.url)),
  });
  process.stdout.write("The database is up to date.\n");
} catch (error) {
  process.stderr.write(`${error instanceof EnvError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
