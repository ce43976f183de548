import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmulatedName } from "../../emulated-helpdesk.ts";
import { inOurWords as freshdeskInOurWords } from "../../freshdesk/emulate-freshdesk.ts";
import { startFreshdeskSandbox } from "../../freshdesk/start-freshdesk-sandbox.ts";
import { inOurWords as zendeskInOurWords } from "../../zendesk/emulate-zendesk.ts";
import { startZendeskSandbox } from "../../zendesk/start-zendesk-sandbox.ts";
import { createSignalboxClient } from "../signalbox-client.ts";
import { findFreePort, type SignalboxProcess, startSignalbox } from "../signalbox-process.ts";
import { startPostgres } from "../start-postgres.ts";
import { freshdeskSteps } from "./freshdesk-steps.ts";
import type { InstallationStep, InstallationWorld, Play } from "./installation-world.ts";
import { zendeskSteps } from "./zendesk-steps.ts";

const processCount = 4;
/** No plan's limits: they are another story. */
const many = 1_000_000;
const everything = { accountPerMinute: many, ticketUpdatesPerMinute: many };

type Cleanups = (() => Promise<void>)[];

interface Story {
  desk: InstallationWorld["desk"];
  /** What the server has to know of the emulator. */
  env: Record<string, string>;
  stepsIn(world: InstallationWorld): readonly { name: string; play: Play }[];
}

const stories: Record<EmulatedName, (seed: number, cleanups: Cleanups) => Promise<Story>> = {
  async zendesk(seed, cleanups) {
    const limits = { ...everything, perTicketUpdatesPer10Minutes: 1_000, webhookCallsPerMinute: many };
    const sandbox = await startZendeskSandbox({ seed, limits, maxOpenTicketsPerAgent: 10_000 });
    cleanups.push(sandbox.stop);
    return {
      desk: zendeskInOurWords(sandbox),
      env: {
        SIGNALBOX_ZENDESK_URL: `${sandbox.url}/@{subdomain}`,
        SIGNALBOX_ZENDESK_CLIENT_ID: sandbox.oauthClient.clientId,
        SIGNALBOX_ZENDESK_CLIENT_SECRET: sandbox.oauthClient.clientSecret,
      },
      stepsIn: (world) => zendeskSteps(world, sandbox),
    };
  },
  async freshdesk(seed, cleanups) {
    const sandbox = await startFreshdeskSandbox({
      seed,
      limits: { ...everything, ticketListsPerMinute: many },
      webhooks: { callsPerHour: many },
      maxOpenTicketsPerAgent: 10_000,
    });
    cleanups.push(sandbox.stop);
    return {
      desk: freshdeskInOurWords(sandbox),
      env: { SIGNALBOX_FRESHDESK_URL: `${sandbox.url}/@{subdomain}` },
      stepsIn: (world) => freshdeskSteps(world, sandbox),
    };
  },
};

/** The life of an installation, on four processes that share one PostgreSQL: each step says what was seen. */
export async function runInstallation(
  helpdesks: readonly EmulatedName[],
  seed: number,
  tell: (step: InstallationStep) => void,
): Promise<InstallationStep[]> {
  const steps: InstallationStep[] = [];
  for (const helpdesk of helpdesks) {
    const cleanups: Cleanups = [];
    try {
      const story = await stories[helpdesk](seed, cleanups);
      const world = await startWorld(story, seed, cleanups);
      for (const { name, play } of story.stepsIn(world)) {
        const step = { name, ...(await play().catch(toFailure)) };
        steps.push(step);
        tell(step);
        // Each begins where the one before ended.
        if (!step.isGood) break;
      }
    } finally {
      for (const clean of cleanups.reverse()) await clean().catch(() => undefined);
    }
  }
  return steps;
}

function toFailure(error: unknown): Omit<InstallationStep, "name"> {
  return { isGood: false, seen: error instanceof Error ? error.message : String(error) };
}

async function startWorld(
  { desk, env }: Story,
  seed: number,
  cleanups: Cleanups,
): Promise<InstallationWorld> {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-install-"));
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres();
  cleanups.push(postgres.stop);

  const accessToken = randomBytes(24).toString("base64url");
  const port = await findFreePort(0);
  const signalboxUrl = `http://127.0.0.1:${port}`;
  const settings = {
    DATABASE_URL: `${postgres.url}/postgres`,
    SIGNALBOX_DATA_DIR: folder,
    SIGNALBOX_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SIGNALBOX_PUBLIC_URL: signalboxUrl,
    SIGNALBOX_SWEEP_SECONDS: "2",
    SIGNALBOX_SWEEP_MIN_AGE_SECONDS: "1",
    SIGNALBOX_STRANDED_SECONDS: "2",
    ...env,
  };
  const processes: SignalboxProcess[] = [];
  cleanups.push(async () => {
    await Promise.all(processes.map((one) => one.stop()));
  });
  // The first one makes the tables; the others find them.
  for (let index = 0; index < processCount; index++) {
    const own = index === 0 ? port : await findFreePort(0);
    processes.push(await startSignalbox({ port: own, accessToken, env: settings }));
  }
  const client = createSignalboxClient({ url: signalboxUrl, accessToken });
  return { desk, client, signalboxUrl, processes, seed };
}
