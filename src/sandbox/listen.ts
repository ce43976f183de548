import type { Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";

type Fetch = Parameters<typeof serve>[0]["fetch"];

/** For clients that take nothing but https. */
export type Tls = { key: string; cert: string };

/** Serves on a port of its own, a free one for 0; `close` waits for nobody. */
export async function listen(
  fetch: Fetch,
  input: { host: string; port: number; tls?: Tls | undefined },
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const { server, address } = await new Promise<{ server: Server; address: AddressInfo }>(
    (resolve, reject) => {
      const { host: hostname, port, tls } = input;
      const secure = tls ? { createServer: createTlsServer, serverOptions: tls } : {};
      const server = serve({ fetch, hostname, port, ...secure }, (address) =>
        resolve({ server, address }),
      ) as Server;
      server.once("error", reject);
    },
  );
  return {
    url: `${input.tls ? "https" : "http"}://${input.host}:${address.port}`,
    port: address.port,
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
