import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startZendeskSandbox } from "../zendesk/start-zendesk-sandbox.ts";
import { type InstallationStep, type InstallationWorld, installationSteps } from "./installation-steps.ts";
import { createSignalboxClient } from "./signalbox-client.ts";
import { findFreePort, type SignalboxProcess, startSignalbox } from "./signalbox-process.ts";
import { startPostgres } from "./start-postgres.ts";

const processCount = 4;
/** No plan's limits: they are another story. */
const limits = {
  accountPerMinute: 100_000,
  ticketUpdatesPerMinute: 100_000,
  perTicketUpdatesPer10Minutes: 1_000,
  webhookCallsPerMinute: 100_000,
};

/** The life of an installation, on four processes that share one PostgreSQL: each step says what was seen. */
export async function runInstallation(
  seed: number,
  tell: (step: InstallationStep) => void,
): Promise<InstallationStep[]> {
  const cleanups: (() => Promise<void>)[] = [];
  const steps: InstallationStep[] = [];
  try {
    const world = await startWorld(seed, cleanups);
    for (const { name, play } of installationSteps) {
      const { isGood, seen } = await play(world).catch((error: unknown) => ({
        isGood: false,
        seen: error instanceof Error ? error.message : String(error),
      }));
      const step = { name, isGood, seen };
      steps.push(step);
      tell(step);
      // Each begins where the one before ended.
      if (!isGood) break;
    }
    return steps;
  } finally {
    for (const clean of cleanups.reverse()) await clean().catch(() => undefined);
  }
}

async function startWorld(seed: number, cleanups: (() => Promise<void>)[]): Promise<InstallationWorld> {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-install-"));
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres();
  cleanups.push(postgres.stop);
  const sandbox = await startZendeskSandbox({ seed, limits, maxOpenTicketsPerAgent: 10_000 });
  cleanups.push(sandbox.stop);

  const accessToken = randomBytes(24).toString("base64url");
  const port = await findFreePort(0);
  const env = {
    DATABASE_URL: `${postgres.url}/postgres`,
    SIGNALBOX_DATA_DIR: folder,
    SIGNALBOX_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SIGNALBOX_PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIGNALBOX_ZENDESK_URL: `${sandbox.url}/@{subdomain}`,
    SIGNALBOX_ZENDESK_CLIENT_ID: sandbox.oauthClient.clientId,
    SIGNALBOX_ZENDESK_CLIENT_SECRET: sandbox.oauthClient.clientSecret,
    SIGNALBOX_SWEEP_SECONDS: "2",
    SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "1",
    SIGNALBOX_STRANDED_SECONDS: "2",
  };
  const processes: SignalboxProcess[] = [];
  cleanups.push(async () => {
    await Promise.all(processes.map((one) => one.stop()));
  });
  // The first one makes the tables; the others find them.
  for (let index = 0; index < processCount; index++) {
    processes.push(
      await startSignalbox({ port: index === 0 ? port : await findFreePort(0), accessToken, env }),
    );
  }
  const url = `http://127.0.0.1:${port}`;
  return { sandbox, client: createSignalboxClient({ url, accessToken }), signalboxUrl: url, processes, seed };
}
