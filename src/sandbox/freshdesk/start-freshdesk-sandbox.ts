import { listen } from "../listen.ts";
import { type OpenFreshdeskSandbox, openFreshdeskSandbox } from "./open-freshdesk-sandbox.ts";
import { type FreshdeskSandboxOptions, resolveOptions } from "./options.ts";

export type FreshdeskSandbox = Omit<OpenFreshdeskSandbox, "fetch" | "appPages" | "close"> & {
  /** Base address without a trailing slash. */
  url: string;
  port: number;
  stop(): Promise<void>;
};

/** Starts an emulated Freshdesk on its own port: real HTTP in, real webhooks and app calls out. */
export async function startFreshdeskSandbox(
  options: FreshdeskSandboxOptions = {},
): Promise<FreshdeskSandbox> {
  const { fetch, appPages, close, ...sandbox } = openFreshdeskSandbox(options);
  const { host, port } = resolveOptions(options);
  const server = await listen(fetch, { host, port });
  const appServer = await listen(appPages.fetch, { host, port: 0 });
  appPages.servedAt(appServer.url);
  return {
    ...sandbox,
    url: server.url,
    port: server.port,
    stop: async () => {
      close();
      await appServer.close();
      await server.close();
    },
  };
}
