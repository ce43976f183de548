import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { releaseAllClaims } from "../db/queries/routing-cycles.ts";
import { jobCatalog } from "../jobs/catalog.ts";
import type { Platform } from "../ports/platform.ts";
import { buryLetter } from "../services/dead-letters/bury-letter.ts";
import { createSignInLink } from "../services/sessions/sign-in-links.ts";
import { buildServer, type Server } from "./build-server.ts";
import { lockDataFolder, openDataFolder } from "./data-folder.ts";
import type { Env } from "./env.ts";
import { readSecrets } from "./read-secrets.ts";
import { startRegularTimers } from "./regular-timers.ts";

export interface RunningServer {
  url: string;
  accessToken: string;
  /** Signs the operator in, once and within an hour. */
  signInUrl: string;
  server: Server;
  /** Takes nothing new, finishes or hands back what is in flight, closes the database. */
  stop(): Promise<void>;
}

/** Starts Signalbox in this process: database, queue workers, regular rounds, HTTP. */
export async function startServer(env: Env, platform: Platform): Promise<RunningServer> {
  openDataFolder(env.SIGNALBOX_DATA_DIR);
  const unlock = env.DATABASE_URL ? () => {} : lockDataFolder(env.SIGNALBOX_DATA_DIR);
  const secrets = readSecrets(env, platform.log);
  const publicUrl = env.SIGNALBOX_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
  const server = await buildServer({ env, platform, publicUrl, ...secrets });
  const { context, queue } = server;
  // Nobody else has this folder, so what is claimed was claimed by a process that is gone.
  if (server.database.engine === "pglite") await releaseAllClaims(context.db);
  await queue.start(
    (name, payload) => jobCatalog[name].run(context, payload),
    (letter) => buryLetter(context, letter),
  );
  const timers = startRegularTimers(context, server.database);
  const { http, port } = await listen(server, env);
  const url = `http://${env.HOST}:${port}`;

  return {
    url,
    accessToken: secrets.accessToken,
    signInUrl: `${url}${(await createSignInLink(context)).path}`,
    server,
    async stop() {
      const graceMs = env.SIGNALBOX_STOP_SECONDS * 1000;
      await closeHttp(http);
      await server.recorder.drain();
      await timers.stop();
      await queue.stop(graceMs);
      await server.database.close();
      unlock();
    },
  };
}

type HttpServer = ReturnType<typeof serve>;

function listen(server: Server, env: Env): Promise<{ http: HttpServer; port: number }> {
  return new Promise((resolve, reject) => {
    const requestTimeout = env.SIGNALBOX_REQUEST_SECONDS * 1000;
    const serverOptions = {
      requestTimeout,
      headersTimeout: Math.min(requestTimeout, 10_000),
      connectionsCheckingInterval: Math.min(requestTimeout / 2, 5_000),
      maxHeaderSize: 16 * 1024,
    };
    const http = serve(
      { fetch: server.app.fetch, port: env.PORT, hostname: env.HOST, serverOptions },
      (info: AddressInfo) => resolve({ http, port: info.port }),
    );
    http.on("error", reject);
  });
}

/** Open requests are answered; idle connections are not waited for. */
function closeHttp(http: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    if ("closeIdleConnections" in http) http.closeIdleConnections();
  });
}
