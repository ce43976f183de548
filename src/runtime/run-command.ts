import type { ServiceContext } from "../services/context.ts";
import { buildServer } from "./build-server.ts";
import { FolderLockedError, lockDataFolder, openDataFolder } from "./data-folder.ts";
import { type Env, EnvError, parseEnv } from "./env.ts";
import { createNodePlatform } from "./node-platform.ts";
import { readSecrets } from "./read-secrets.ts";
import { readSecretFiles } from "./secret-files.ts";

/** What an operator's command is refused for; the message is all they need. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Runs one act of the operator on the database of this environment, without starting to serve; prints what it says. */
export async function runCommand(input: {
  /** With the data folder held, before any secret is read. */
  prepare?: (env: Env) => void;
  run: (server: { context: ServiceContext; env: Env }) => Promise<string>;
}): Promise<void> {
  try {
    const env = parseEnv(readSecretFiles({ SIGNALBOX_LOG_LEVEL: "warn", ...process.env }));
    openDataFolder(env.SIGNALBOX_DATA_DIR);
    const unlock = env.DATABASE_URL ? () => {} : lockDataFolder(env.SIGNALBOX_DATA_DIR);
    try {
      input.prepare?.(env);
      const platform = createNodePlatform(env);
      const secrets = readSecrets(env, platform.log);
      const publicUrl = env.SIGNALBOX_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
      const server = await buildServer({ env, platform, publicUrl, ...secrets });
      process.stdout.write(`${await input.run({ context: server.context, env })}\n`);
      await server.queue.stop(1000);
      await server.database.close();
      platform.close();
    } finally {
      unlock();
    }
  } catch (error) {
    const isExpected =
      error instanceof EnvError || error instanceof FolderLockedError || error instanceof CommandError;
    process.stderr.write(`${isExpected ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
