import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";

type Fetch = Parameters<typeof serve>[0]["fetch"];

/** Serves on a port of its own, a free one for 0; `close` waits for nobody. */
export async function listen(
  fetch: Fetch,
  input: { host: string; port: number },
): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const { server, address } = await new Promise<{ server: Server; address: AddressInfo }>(
    (resolve, reject) => {
      const server = serve({ fetch, hostname: input.host, port: input.port }, (address) =>
        resolve({ server, address }),
      ) as Server;
      server.once("error", reject);
    },
  );
  return {
    url: `http://${input.host}:${address.port}`,
    port: address.port,
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
