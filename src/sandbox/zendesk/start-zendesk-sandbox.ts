import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type OpenZendeskSandbox, openZendeskSandbox } from "./open-zendesk-sandbox.ts";
import { resolveOptions, type ZendeskSandboxOptions } from "./options.ts";

export type ZendeskSandbox = Omit<OpenZendeskSandbox, "fetch" | "close"> & {
  /** Base address without a trailing slash. */
  url: string;
  port: number;
  stop(): Promise<void>;
};

/** Starts an emulated help desk on its own port: real HTTP in, real signed webhooks out. */
export async function startZendeskSandbox(options: ZendeskSandboxOptions = {}): Promise<ZendeskSandbox> {
  const { host, port } = resolveOptions(options);
  const { fetch, close, ...sandbox } = openZendeskSandbox(options);
  const { server, address } = await listen(fetch, host, port);
  return {
    ...sandbox,
    url: `http://${host}:${address.port}`,
    port: address.port,
    stop: async () => {
      close();
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Fetch = Parameters<typeof serve>[0]["fetch"];

function listen(fetch: Fetch, hostname: string, port: number) {
  return new Promise<{ server: Server; address: AddressInfo }>((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address) => resolve({ server, address })) as Server;
    server.once("error", reject);
  });
}
