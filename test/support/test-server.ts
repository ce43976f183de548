import type { DatabaseEngine } from "../../src/db/database.ts";
import type { LogFields, Platform } from "../../src/ports/platform.ts";
import type { Policy } from "../../src/routing/policy.ts";
import { parseEnv } from "../../src/runtime/env.ts";
import { createNodePlatform } from "../../src/runtime/node-platform.ts";
import { redact } from "../../src/runtime/redact.ts";
import { type RunningServer, startServer } from "../../src/runtime/start-server.ts";
import { demoPolicy } from "../../src/sandbox/demo/demo-policy.ts";
import { findFreePort } from "../../src/sandbox/demo/signalbox-process.ts";
import type {
  EmulatedHelpdesk,
  EmulatedName,
  EmulationOptions,
} from "../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../src/sandbox/start-emulated-helpdesk.ts";
import type { ZendeskSandboxOptions } from "../../src/sandbox/zendesk/options.ts";
import { startZendeskSandbox, type ZendeskSandbox } from "../../src/sandbox/zendesk/start-zendesk-sandbox.ts";
import { connectInstallation } from "../../src/services/installations/connect-installation.ts";
import { savePolicy } from "../../src/services/policies/save-policy.ts";
import { createTestDatabase } from "./engines.ts";

/** The real server in this process. */
export interface RunningTestServer extends RunningServer {
  logs: { level: string; message: string; fields: LogFields }[];
  stop(): Promise<void>;
}

/** With one help desk connected. */
export interface Connected extends RunningTestServer {
  installationId: string;
  endpointUrl: string;
}

export interface TestServer extends Connected {
  sandbox: ZendeskSandbox;
}

/** For what holds with every help desk. */
export interface DeskServer extends Connected {
  desk: EmulatedHelpdesk;
}

interface ServerOptions {
  env?: Record<string, string>;
  policy?: Policy;
  /** Replaces parts of the platform, such as its clock. */
  platform?: Partial<Platform>;
  /** A folder that is there already, in place of an empty database of the tests' own: for commands. */
  dataFolder?: string;
}

/** Limits that no test meets by accident. */
export const noLimits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  perTicketUpdatesPer10Minutes: 1_000_000,
};

/** With the emulated Zendesk, connected over HTTP as an installer would. */
export async function startTestServer(
  engine: DatabaseEngine,
  options: ServerOptions & { sandbox?: ZendeskSandboxOptions } = {},
): Promise<TestServer> {
  const sandbox = await startZendeskSandbox({ limits: noLimits, ...options.sandbox });
  const { integrationToken: credentials, oauthClient } = sandbox;
  const desk = { ...sandbox, name: "zendesk", urlVariable: "SIGNALBOX_ZENDESK_URL", credentials };
  const env = {
    SIGNALBOX_ZENDESK_CLIENT_ID: oauthClient.clientId,
    SIGNALBOX_ZENDESK_CLIENT_SECRET: oauthClient.clientSecret,
    ...options.env,
  };
  return { ...(await connectServer(engine, desk, { ...options, env })), sandbox };
}

/** With whichever emulated help desk. */
export async function startDeskServer(
  name: EmulatedName,
  engine: DatabaseEngine,
  options: ServerOptions & { emulation?: Partial<EmulationOptions> } = {},
): Promise<DeskServer> {
  const desk = await startEmulatedHelpdesk(name, { limits: "none", ...options.emulation });
  return { ...(await connectServer(engine, desk, options)), desk };
}

/** What the server needs of an emulated help desk, and what must not be found in its logs. */
interface BootableDesk {
  urlVariable: string;
  url: string;
  secrets(): string[];
  tickets(): { subject: string | null; description: string | null }[];
  stop(): Promise<void>;
}

interface ConnectableDesk extends BootableDesk {
  name: string;
  subdomain: string;
  credentials: string;
}

export async function connectServer(
  engine: DatabaseEngine,
  desk: ConnectableDesk,
  options: ServerOptions,
): Promise<Connected> {
  const running = await bootServer(engine, desk, options);
  const { context } = running.server;
  const { installationId } = await connectInstallation(context, {
    helpdesk: desk.name,
    subdomain: desk.subdomain,
    accessToken: desk.credentials,
  });
  await savePolicy(context, { installationId, document: options.policy ?? demoPolicy });
  const installation = await context.db.query.installations.findFirst();
  const endpointUrl = `${running.url}/webhooks/${desk.name}/${installation?.endpoint}`;
  return { ...running, installationId, endpointUrl };
}

/** With nothing connected yet. */
export async function bootServer(
  engine: DatabaseEngine,
  desk: BootableDesk,
  options: ServerOptions,
): Promise<RunningTestServer> {
  const database =
    options.dataFolder === undefined
      ? await createTestDatabase(engine)
      : { env: { SIGNALBOX_DATA_DIR: options.dataFolder }, remove: async () => {} };
  const env = parseEnv({
    PORT: String(await findFreePort(0)),
    SIGNALBOX_LOG_LEVEL: "silent",
    [desk.urlVariable]: desk.url,
    SIGNALBOX_SWEEP_SECONDS: "3600",
    ...database.env,
    ...options.env,
  });
  const logs: Connected["logs"] = [];
  const write =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      logs.push({ level, message, fields: redact(fields) });
    };
  const base = createNodePlatform(env);
  const log = { info: write("info"), warn: write("warn"), error: write("error") };
  const running = await startServer(env, { ...base, log, ...options.platform });
  return {
    ...running,
    logs,
    async stop() {
      const forbidden = [
        running.accessToken,
        ...desk.secrets(),
        ...desk.tickets().flatMap(({ subject, description }) => [subject ?? "", description ?? ""]),
      ];
      await desk.stop();
      await running.stop();
      refuseLeaks(logs, forbidden);
      base.close();
      await database.remove();
    },
  };
}

/** Every test that has a server looks through its logs at the end: no token, no secret, no text of a customer. */
function refuseLeaks(logs: Connected["logs"], forbidden: string[]): void {
  const written = JSON.stringify(logs);
  const leaked = forbidden.filter(
    (text) => text.length >= 12 && written.includes(JSON.stringify(text).slice(1, -1)),
  );
  if (leaked.length > 0) throw new Error(`the log tells what it must not: ${leaked.join(", ")}`);
}
