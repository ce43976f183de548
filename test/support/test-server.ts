import type { DatabaseEngine } from "../../src/db/database.ts";
import type { LogFields, Platform } from "../../src/ports/platform.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { parseEnv } from "../../src/runtime/env.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { redact } from "../../src/runtime/redact.ts";
import { type RunningServer, startServer } from "../../src/runtime/start-server.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { findFreePort } from "../../src/sandbox/demo/signalbox-process.ts";
import type { ZendeskSandboxOptions } from "../../src/sandbox/zendesk/options.ts";
import { startZendeskSandbox, type ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { connectInstallation } from "../../src/services/installations/connect-installation.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { createTestDatabase } from "./engines.ts";

export interface TestServer extends RunningServer {
  sandbox: ZendeskSandbox;
  installationId: string;
  endpointUrl: string;
  logs: { level: string; message: string; fields: LogFields }[];
  stop(): Promise<void>;
}

/** Limits that no test meets by accident. */
export const noLimits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  perTicketUpdatesPer10Minutes: 1_000_000,
};

/** The real server in this process, with the emulated help desk connected over HTTP as an installer would. */
export async function startTestServer(
  engine: DatabaseEngine,
  options: {
    sandbox?: ZendeskSandboxOptions;
    env?: Record<string, string>;
    policy?: Policy;
    /** Replaces parts of the platform, such as its clock. */
    platform?: Partial<Platform>;
  } = {},
): Promise<TestServer> {
  const database = await createTestDatabase(engine);
  const sandbox = await startZendeskSandbox({ limits: noLimits, ...options.sandbox });
  const env = parseEnv({
    PORT: String(await findFreePort(0)),
    SIGNALBOX_LOG_LEVEL: "silent",
    SIGNALBOX_ZENDESK_URL: sandbox.url,
    SIGNALBOX_SWEEP_SECONDS: "3600",
    SIGNALBOX_ZENDESK_CLIENT_ID: sandbox.oauthClient.clientId,
    SIGNALBOX_ZENDESK_CLIENT_SECRET: sandbox.oauthClient.clientSecret,
    ...database.env,
    ...options.env,
  });
  const logs: TestServer["logs"] = [];
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      logs.push({ level, message, fields: redact(fields) });
    };
  const base = createNodePlatform(env);
  const log = { info: write("info"), warn: write("warn"), error: write("error") };
  const running = await startServer(env, { ...base, log, ...options.platform });
  const { context } = running.server;
  const { installationId } = await connectInstallation(context, {
    helpdesk: "zendesk",
    subdomain: sandbox.subdomain,
    accessToken: sandbox.integrationToken,
  });
  await savePolicy(context, { installationId, document: options.policy ?? demoPolicy });
  const installation = await context.db.query.installations.findFirst();
  return {
    ...running,
    sandbox,
    installationId,
    endpointUrl: `${running.url}/webhooks/zendesk/${installation?.endpoint}`,
    logs,
    async stop() {
      const forbidden = [
        running.accessToken,
        ...sandbox.secrets(),
        ...sandbox.tickets().flatMap(({ subject, description }) => [subject ?? "", description]),
      ];
      await sandbox.stop();
      await running.stop();
      refuseLeaks(logs, forbidden);
      base.close();
      await database.remove();
    },
  };
}

/** Every test that has a server looks through its logs at the end: no token, no secret, no text of a customer. */
function refuseLeaks(logs: TestServer["logs"], forbidden: string[]): void {
  const written = JSON.stringify(logs);
  const leaked = forbidden.filter(
    (text) => text.length >= 12 && written.includes(JSON.stringify(text).slice(1, -1)),
  );
  if (leaked.length > 0) throw new Error(`the log tells what it must not: ${leaked.join(", ")}`);
}
