import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startZendeskSandbox } from "../zendesk/start-zendesk-sandbox.ts";
import type { Finding, Scenario, Stage } from "./scenarios/scenario.ts";
import { createSignalboxClient } from "./signalbox-client.ts";
import { findFreePort, startSignalbox } from "./signalbox-process.ts";

const patienceMs = 30_000;
/** Who comes and goes is seen this soon. */
const sweepSeconds = 1;
/** No scenario is about limits. */
const limits = {
  accountPerMinute: 1_000_000,
  ticketUpdatesPerMinute: 1_000_000,
  perTicketUpdatesPer10Minutes: 1_000_000,
  availabilitiesPerMinute: 1_000_000,
};

/** Plays one scenario on servers of its own and a database of its own, and tells which of its promises held. */
export async function runScenario(
  scenario: Scenario,
  options: { seed: number; say(line: string): void },
): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-scenario-"));
  try {
    return await playScenario(scenario, { ...options, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same on a data folder of the caller's. */
export async function playScenario(
  scenario: Scenario,
  options: { seed: number; say(line: string): void; folder: string },
): Promise<Finding[]> {
  const sandbox = await startZendeskSandbox({ seed: options.seed, limits, ...scenario.sandbox });
  try {
    const signalbox = await startSignalbox({
      port: await findFreePort(8080),
      accessToken: randomBytes(24).toString("base64url"),
      env: {
        SIGNALBOX_DATA_DIR: options.folder,
        SIGNALBOX_ZENDESK_URL: sandbox.url,
        SIGNALBOX_SWEEP_SECONDS: String(sweepSeconds),
      },
    });
    try {
      const client = createSignalboxClient(signalbox);
      const installationId = await client.connect({
        helpdesk: "zendesk",
        subdomain: sandbox.subdomain,
        accessToken: sandbox.integrationToken,
      });
      await client.savePolicy(installationId, scenario.policy);
      const stage: Stage = {
        sandbox,
        agents: sandbox
          .agents()
          .filter(({ groupIds, status }) => groupIds.length > 0 && status === "online")
          .sort((a, b) => a.id - b.id),
        say: options.say,
        setAgent: (agent, settings) => client.setAgent(installationId, String(agent.id), settings),
        write: (subject, { body = "Please help me.", ...rest } = {}) =>
          sandbox.createTicket({
            subject,
            body,
            requester: { name: "Customer 1", email: "customer1@mail.example" },
            ...rest,
          }).id,
        register: async () => {
          const entries = await client.listRegister(installationId, 1000);
          // The latest comes first.
          return new Map(entries.toReversed().map((entry) => [Number(entry.cycle.ticketId), entry]));
        },
        until,
      };
      return await scenario.play(stage);
    } finally {
      await signalbox.stop();
    }
  } finally {
    await sandbox.stop();
  }
}

async function until<Found>(
  find: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found | undefined> {
  const deadlineMs = Date.now() + patienceMs;
  while (Date.now() < deadlineMs) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
}
