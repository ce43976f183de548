import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectHyperdrive } from "../../../src/db/connect-hyperdrive.ts";
import { installations } from "../../../src/db/schema/index.ts";
import { createAesKeyring } from "../../../src/runtime/aes-keyring.ts";
import { demoPolicy } from "../../../src/sandbox/demo/demo-policy.ts";
import { demoTicket } from "../../../src/sandbox/demo/demo-tickets.ts";
import { createSignalboxClient } from "../../../src/sandbox/demo/signalbox-client.ts";
import { findFreePort } from "../../../src/sandbox/demo/signalbox-process.ts";
import { startPostgres } from "../../../src/sandbox/demo/start-postgres.ts";
import { startEmulatedHelpdesk } from "../../../src/sandbox/start-emulated-helpdesk.ts";
import { buildBundle } from "../../../src/sandbox/worker/build-bundle.ts";
import { migrateDatabase } from "../../../src/sandbox/worker/migrate-database.ts";
import { startLocalWorker } from "../../../src/sandbox/worker/start-local-worker.ts";
import { sealContext } from "../../../src/services/helpdesk/seal-context.ts";
import { eventBody, signedHeaders } from "../../support/sign-delivery.ts";
import { waitFor } from "../../support/wait-for.ts";
import { readCpuMs, workerdOf } from "./workerd-process.ts";

/**
 * `npm run bench:worker`: the CPU time of workerd's own process for each delivery that is taken in, and for each ticket
 * that is routed, the local queue included. What a Worker that does nothing takes there for a request is the emulation's
 * own and is left out. Ends with 1 when a median is above its budget.
 */
const budgets = { acceptedMs: 5, routedMs: 10 };
const rounds = 12;
const deliveriesARound = 60;
const ticketsARound = 25;

const accessToken = "access-token-of-this-benchmark";
const encryptionKey = createHash("sha256").update("benchmark").digest("base64");
const stops: (() => unknown)[] = [];
try {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  await buildBundle({ folder, entry: "src/runtime/worker.ts" });
  const cluster = await startPostgres();
  stops.push(cluster.stop);
  const url = `${cluster.url}/postgres`;
  await migrateDatabase(url);
  const database = connectHyperdrive(url);
  stops.push(database.close);
  const desk = await startEmulatedHelpdesk("zendesk", {
    seed: 1,
    limits: "none",
    maxOpenTicketsPerAgent: 10_000,
  });
  stops.push(desk.stop);
  const port = await findFreePort(0);
  const emulation = await measureEmptyWorker(folder);
  const worker = await startLocalWorker({
    script: join(folder, "worker.js"),
    port,
    databaseUrl: url,
    variables: {
      SIGNALBOX_PUBLIC_URL: `http://127.0.0.1:${port}`,
      SIGNALBOX_ENCRYPTION_KEY: encryptionKey,
      SIGNALBOX_ACCESS_TOKEN: accessToken,
      SIGNALBOX_LOG_LEVEL: "warn",
      [desk.urlVariable]: desk.url,
    },
    batchTimeoutSeconds: 0,
  });
  stops.push(worker.stop);
  const pid = workerdOf(process.pid);
  const client = createSignalboxClient({ url: worker.url, accessToken });
  const { subdomain, credentials } = desk;
  const installationId = await client.connect({ helpdesk: "zendesk", subdomain, accessToken: credentials });
  await client.savePolicy(installationId, demoPolicy);
  const [installation] = await database.db.select().from(installations);
  const keyring = await createAesKeyring(encryptionKey);
  const secret = await keyring.open(
    installation?.sealedSecret ?? "",
    sealContext(installationId, "webhook secret"),
  );
  const endpoint = `${worker.url}/webhooks/zendesk/${installation?.endpoint}`;

  const received = await measure(pid, deliveriesARound, async () => {
    const body = eventBody({ ticketId: "900001", type: "status_changed" });
    const response = await fetch(endpoint, {
      method: "POST",
      body,
      headers: signedHeaders({ secret, body }),
    });
    if (response.status !== 200) throw new Error(`a delivery was refused: ${await response.text()}`);
  });
  let made = 0;
  const before = desk.deliveries().length;
  const routed = await measure(pid, ticketsARound, async () => {
    const { id } = desk.createTicket(demoTicket(1, made++));
    await waitFor(`ticket ${id}`, () => desk.findTicket(id)?.assigneeId ?? undefined);
  });
  const deliveries = (desk.deliveries().length - before) / made;

  const accepted = received - emulation;
  const alone = routed - deliveries * received;
  print("a request to a Worker that does nothing", emulation);
  print("a delivery taken in, without that", accepted, budgets.acceptedMs);
  print(`a ticket from its creation to its rest, with ${deliveries.toFixed(1)} deliveries`, routed);
  print("its routing, without the deliveries", alone, budgets.routedMs);
  if (accepted > budgets.acceptedMs || alone > budgets.routedMs) process.exitCode = 1;
} finally {
  for (const stop of stops.reverse()) await stop();
}

async function measureEmptyWorker(folder: string): Promise<number> {
  const script = join(folder, "empty.js");
  writeFileSync(script, "export default { fetch: () => new Response('nothing') };");
  const port = await findFreePort(0);
  const worker = await startLocalWorker({
    script,
    port,
    databaseUrl: "postgres://a:b@127.0.0.1:1/c",
    variables: {},
  });
  try {
    return await measure(workerdOf(process.pid), deliveriesARound, async () => {
      await (await fetch(worker.url, { method: "POST", body: eventBody() })).text();
    });
  } finally {
    await worker.stop();
  }
}

/** The median over the rounds of the milliseconds for one; four at a time, after a round to get warm. */
async function measure(pid: number, count: number, act: () => Promise<unknown>): Promise<number> {
  const perOne: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const startMs = readCpuMs(pid);
    let left = count;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while (left-- > 0) await act();
      }),
    );
    // What comes after the answer counts, too.
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (round > 0) perOne.push((readCpuMs(pid) - startMs) / count);
  }
  return perOne.sort((a, b) => a - b)[Math.floor(perOne.length / 2)] ?? Number.NaN;
}

function print(what: string, ms: number, atMost?: number): void {
  const budget = atMost === undefined ? "" : `, at most ${atMost}`;
  process.stdout.write(`${what}: ${ms.toFixed(2)} ms of CPU${budget}\n`);
}
