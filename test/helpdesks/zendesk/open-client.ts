import { onTestFinished } from "vitest";
import { createZendesk } from "../../../src/helpdesks/zendesk/index.ts";
import type { HelpdeskClient } from "../../../src/ports/helpdesk.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import type { ZendeskSandboxOptions } from "../../../src/sandbox/zendesk/options.ts";
import {
  startZendeskSandbox,
  type ZendeskSandbox,
} from "../../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { noLimits } from "../../support/test-server.ts";

export interface OpenClient {
  sandbox: ZendeskSandbox;
  client: HelpdeskClient;
  /** Another client of the same help desk, with other credentials. */
  clientWith(accessToken: string): HelpdeskClient;
  /** The addresses that were called, in order. */
  calls: URL[];
}

/** The client that the product uses, speaking HTTP to an emulated help desk that stops with the test. */
export async function openClient(options: ZendeskSandboxOptions = {}): Promise<OpenClient> {
  const sandbox = await startZendeskSandbox({ limits: noLimits, ...options });
  const base = createNodePlatform({ SIGNALBOX_LOG_LEVEL: "silent" });
  onTestFinished(async () => {
    await sandbox.stop();
    base.close();
  });
  const calls: URL[] = [];
  const fetch: typeof base.fetch = (url, init) => {
    calls.push(new URL(url));
    return base.fetch(url, init);
  };
  const helpdesk = createZendesk({ originOf: () => sandbox.url });
  const clientWith = (credentials: string) =>
    helpdesk.createClient({ subdomain: sandbox.subdomain, credentials, platform: { ...base, fetch } });
  return { sandbox, client: clientWith(sandbox.integrationToken), clientWith, calls };
}
