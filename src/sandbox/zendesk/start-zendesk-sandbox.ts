import { listen, type Tls } from "../listen.ts";
import { type OpenZendeskSandbox, openZendeskSandbox } from "./open-zendesk-sandbox.ts";
import { resolveOptions, type ZendeskSandboxOptions } from "./options.ts";

export type ZendeskSandbox = Omit<OpenZendeskSandbox, "fetch" | "close"> & {
  /** Base address without a trailing slash. */
  url: string;
  port: number;
  stop(): Promise<void>;
};

/** Starts an emulated help desk on its own port: real HTTP in, real signed webhooks out. */
export async function startZendeskSandbox(
  options: ZendeskSandboxOptions & { tls?: Tls } = {},
): Promise<ZendeskSandbox> {
  const { fetch, close, ...sandbox } = openZendeskSandbox(options);
  const { host, port } = resolveOptions(options);
  const server = await listen(fetch, { host, port, tls: options.tls });
  return {
    ...sandbox,
    url: server.url,
    port: server.port,
    stop: async () => {
      close();
      await server.close();
    },
  };
}
