import { FolderLockedError } from "./data-folder.ts";
import { EnvError, parseEnv } from "./env.ts";
import { createNodePlatform } from "./node-platform.ts";
import { readSecretFiles } from "./secret-files.ts";
import { startServer } from "./start-server.ts";

try {
  const env = parseEnv(readSecretFiles(process.env));
  const platform = createNodePlatform(env);
  const running = await startServer(env, platform);
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    platform.log.info("stopping");
    await running.stop();
    platform.close();
    process.exit(0);
  };
  // Before anybody is told that we listen, for whoever reads that may stop us at once.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  // Printed, not logged: the link is a key, and logs are kept.
  process.stdout.write(
    `Signalbox listens on ${running.url}\nSign in with this link, once and within an hour: ${running.signInUrl}\n`,
  );
} catch (error) {
  const isExpected =
    error instanceof EnvError ||
    error instanceof FolderLockedError ||
    (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  process.stderr.write(`${isExpected ? (error as Error).message : (error as Error).stack}\n`);
  process.exit(1);
}
