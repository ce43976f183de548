import { afterEach } from "vitest";
import type { DatabaseEngine } from "../../src/db/database.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import type { FreshdeskSandboxOptions } from "../../src/sandbox/freshdesk/options.ts";
import {
  type FreshdeskSandbox,
  startFreshdeskSandbox,
} from "../../src/sandbox/freshdesk/start-freshdesk-sandbox.ts";
import { type Connected, connectServer } from "./test-server.ts";

export interface FreshdeskServer extends Connected {
  sandbox: FreshdeskSandbox;
  /** Requests to the help desk that do not get through. */
  network: { breaks?: (method: string, path: string) => boolean };
}

/** Limits that no test meets by accident. */
export const freshdeskLimits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  ticketListsPerMinute: 1_000_000,
};

/** The real server with an emulated Freshdesk and all of its own knobs; stopped after each test. */
export function useFreshdeskServer() {
  let server: FreshdeskServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  }, 60_000);
  return async (
    engine: DatabaseEngine,
    options: FreshdeskSandboxOptions = {},
    env: Record<string, string> = {},
  ): Promise<FreshdeskServer> => {
    const sandbox = await startFreshdeskSandbox({
      limits: freshdeskLimits,
      maxOpenTicketsPerAgent: 1_000,
      ...options,
    });
    const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
    const network: FreshdeskServer["network"] = {};
    const fetch: Platform["fetch"] = (url, init) =>
      network.breaks?.(init.method, new URL(url).pathname)
        ? Promise.reject(new Error("the network is down"))
        : base.fetch(url, init);
    const connected = await connectServer(
      engine,
      {
        name: "freshdesk",
        urlVariable: "SIGNALBOX_FRESHDESK_URL",
        url: sandbox.url,
        subdomain: sandbox.subdomain,
        credentials: sandbox.integrationKey,
        secrets: sandbox.secrets,
        tickets: sandbox.tickets,
        stop: async () => {
          await sandbox.stop();
          base.close();
        },
      },
      { env, platform: { fetch } },
    );
    server = { ...connected, sandbox, network };
    return server;
  };
}
