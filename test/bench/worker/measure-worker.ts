import { fileURLToPath } from "node:url";
import type { Db } from "../../../src/db/database.ts";
import { installations } from "../../../src/db/schema/index.ts";
import { createAesKeyring } from "../../../src/runtime/aes-keyring.ts";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "../../../src/sandbox/demo/demo-tickets.ts";
import { createSignalboxClient } from "../../../src/sandbox/demo/signalbox-client.ts";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import type { EmulatedHelpdesk } from "../../../src/sandbox/emulated-helpdesk.ts";
import { startEmulatedHelpdesk } from "../../../src/sandbox/start-emulated-helpdesk.ts";
import { type LocalWorker, startLocalWorker } from "../../../src/sandbox/worker/start-local-worker.ts";
import { sealContext } from "../../../src/services/helpdesk/seal-context.ts";
import { eventBody, signedHeaders } from "../../support/sign-delivery.ts";
import { waitFor } from "../../support/wait-for.ts";
import { readCpuMs, workerdsOf } from "./workerd-process.ts";

const bareWorker = fileURLToPath(new URL("bare-worker.mjs", import.meta.url));
const accessToken = "access-token-of-this-benchmark";
const encryptionKey = Buffer.alloc(32, 9).toString("base64");
const sideBySide = 4;
/** What comes after the answer counts, too. */
const restMs = 300;

/** CPU milliseconds of workerd's whole process for one, and of those what the emulation takes for the same traffic. */
export interface Cost {
  wholeMs: number;
  emulationMs: number;
}

export interface Round {
  /** A webhook that is taken in and changes nothing. */
  delivery: Cost;
  /** From the message to the end of the routing. */
  routing: Cost;
  /** How many webhooks a ticket brought, our own writes' echoes among them. */
  deliveriesATicket: number;
}

interface Subject {
  pid: number;
  deliver(): Promise<void>;
  /** From its creation until it is assigned. */
  routeTicket(): Promise<void>;
  /** How many webhooks came so far. */
  deliveries(): number;
  stop(): Promise<void>;
}

/**
 * Signalbox in workerd, and beside it a Worker that asks the same of the local platform and does nothing with the answers:
 * the miniature of Cloudflare in the same process has Workers of its own for the way in, the assets and the queue.
 *
 * @param input.db the same as `databaseUrl`, brought up to date
 */
export async function startMeasuring(input: { script: string; databaseUrl: string; db: Db }) {
  const ours = await startOurs(input);
  const bare = await startBare(input.databaseUrl);

  return {
    /** Everything once, `count` tickets and twice as many deliveries each. */
    async round(count: number): Promise<Round> {
      const delivery: Cost = {
        wholeMs: await measure(ours.pid, count * 2, ours.deliver),
        emulationMs: await measure(bare.pid, count * 2, bare.deliver),
      };
      const before = ours.deliveries();
      const ticketMs = await measure(ours.pid, count, ours.routeTicket);
      const deliveriesATicket = (ours.deliveries() - before) / count;
      const bareTicketMs = await measure(bare.pid, count, bare.routeTicket);
      return {
        delivery,
        routing: {
          wholeMs: ticketMs - deliveriesATicket * delivery.wholeMs,
          emulationMs: bareTicketMs - delivery.emulationMs,
        },
        deliveriesATicket,
      };
    },
    async stop() {
      await ours.stop();
      await bare.stop();
    },
  };
}

async function startOurs(input: { script: string; databaseUrl: string; db: Db }): Promise<Subject> {
  const desk = await startEmulatedHelpdesk("zendesk", {
    seed: 1,
    limits: "none",
    maxOpenTicketsPerAgent: 10_000,
  });
  const port = await findFreePort(0);
  const { worker, pid } = await startCounted(input.script, port, input.databaseUrl, {
    SIGNALBOX_PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIGNALBOX_ENCRYPTION_KEY: encryptionKey,
    SIGNALBOX_ACCESS_TOKEN: accessToken,
    SIGNALBOX_LOG_LEVEL: "warn",
    [desk.urlVariable]: desk.url,
  });
  const client = createSignalboxClient({ url: worker.url, accessToken });
  const { subdomain, credentials } = desk;
  const installationId = await client.connect({ helpdesk: "zendesk", subdomain, accessToken: credentials });
  await client.savePolicy(installationId, demoPolicy);
  const [installation] = await input.db.select().from(installations);
  const keyring = await createAesKeyring(encryptionKey);
  const secret = await keyring.open(
    installation?.sealedSecret ?? "",
    sealContext(installationId, "webhook secret"),
  );
  const endpoint = `${worker.url}/webhooks/zendesk/${installation?.endpoint}`;
  let made = 0;
  return {
    pid,
    async deliver() {
      const body = eventBody({ ticketId: "900001", type: "status_changed" });
      await post(endpoint, body, signedHeaders({ secret, body }));
    },
    async routeTicket() {
      await assigned(desk, desk.createTicket(demoTicket(1, made++)).id);
    },
    deliveries: () => desk.deliveries().length,
    async stop() {
      await worker.stop();
      await desk.stop();
    },
  };
}

async function startBare(databaseUrl: string): Promise<Subject> {
  const desk = await startEmulatedHelpdesk("zendesk", { seed: 1, limits: "none" });
  const [group] = desk.groups();
  const owner = desk.agents().find(({ groupIds }) => groupIds.includes(group?.id ?? ""));
  const update = {
    ticket: { group_id: Number(group?.id), assignee_id: Number(owner?.id), priority: "high" },
  };
  const { worker, pid } = await startCounted(bareWorker, await findFreePort(0), databaseUrl, {
    DESK_URL: desk.url,
    DESK_TOKEN: desk.credentials,
    UPDATE: JSON.stringify(update),
  });
  let made = 0;
  return {
    pid,
    deliver: () => post(worker.url, eventBody()),
    async routeTicket() {
      const { id } = desk.createTicket(demoTicket(1, made++));
      await post(`${worker.url}/${id}`, eventBody());
      await assigned(desk, id);
    },
    deliveries: () => made,
    async stop() {
      await worker.stop();
      await desk.stop();
    },
  };
}

async function startCounted(
  script: string,
  port: number,
  databaseUrl: string,
  variables: Record<string, string>,
): Promise<{ worker: LocalWorker; pid: number }> {
  const before = workerdsOf(process.pid);
  const worker = await startLocalWorker({ script, port, databaseUrl, variables, batchTimeoutSeconds: 0 });
  const pid = workerdsOf(process.pid).find((one) => !before.includes(one));
  if (pid === undefined) throw new Error("there is no new workerd");
  return { worker, pid };
}

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { method: "POST", body, headers });
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`a delivery was refused: ${answer}`);
}

async function assigned(desk: EmulatedHelpdesk, ticketId: string): Promise<void> {
  await waitFor(`ticket ${ticketId}`, () => desk.findTicket(ticketId)?.assigneeId ?? undefined);
}

async function measure(pid: number, count: number, act: () => Promise<void>): Promise<number> {
  const startMs = readCpuMs(pid);
  let left = count;
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      while (left-- > 0) await act();
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, restMs));
  return (readCpuMs(pid) - startMs) / count;
}

/** What is left of a cost for us, in the median of some rounds. */
export function ownMs(rounds: readonly Round[], of: "delivery" | "routing"): number {
  return median(rounds.map((round) => round[of].wholeMs - round[of].emulationMs));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
