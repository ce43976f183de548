import { onTestFinished } from "vitest";
import { createFreshdesk } from "../../../src/helpdesks/freshdesk/index.ts";
import type { HelpdeskClient } from "../../../src/ports/helpdesk.ts";
import type { LogFields } from "../../../src/ports/platform.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import type { FreshdeskSandboxOptions } from "../../../src/sandbox/freshdesk/options.ts";
import {
  type FreshdeskSandbox,
  startFreshdeskSandbox,
} from "../../../src/sandbox/freshdesk/start-freshdesk-sandbox.ts";

export interface OpenClient {
  sandbox: FreshdeskSandbox;
  client: HelpdeskClient;
  /** Another client of the same help desk, with other credentials. */
  clientWith(apiKey: string): HelpdeskClient;
  /** What was called, in order. */
  calls: { method: string; url: URL }[];
  logs: { message: string; fields: LogFields | undefined }[];
}

/** The client that the product uses, speaking HTTP to an emulated Freshdesk that stops with the test. */
export async function openClient(
  options: FreshdeskSandboxOptions = {},
  now?: () => number,
): Promise<OpenClient> {
  const sandbox = await startFreshdeskSandbox(options);
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  onTestFinished(async () => {
    await sandbox.stop();
    base.close();
  });
  const calls: OpenClient["calls"] = [];
  const logs: OpenClient["logs"] = [];
  const fetch: typeof base.fetch = (url, init) => {
    calls.push({ method: init.method, url: new URL(url) });
    return base.fetch(url, init);
  };
  const note = (message: string, fields?: LogFields) => {
    logs.push({ message, fields });
  };
  const log = { info: note, warn: note, error: note };
  const helpdesk = createFreshdesk({ originOf: () => sandbox.url });
  const clientWith = (credentials: string) =>
    helpdesk.createClient({
      subdomain: sandbox.subdomain,
      credentials,
      platform: { ...base, fetch, log, ...(now && { now }) },
    });
  return { sandbox, client: clientWith(sandbox.integrationKey), clientWith, calls, logs };
}
