import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectHyperdrive } from "../../../src/db/connect-hyperdrive.ts";
import { startPostgres } from "../../../src/sandbox/demo/start-postgres.ts";
import { buildBundle } from "../../../src/sandbox/worker/build-bundle.ts";
import { migrateDatabase } from "../../../src/sandbox/worker/migrate-database.ts";
import { median, ownMs, type Round, startMeasuring } from "./measure-worker.ts";

/**
 * `npm run bench:worker`: the CPU time of workerd's process for each delivery that is taken in, and for each ticket that is
 * routed; medians over rounds in which a Worker that does nothing but the same traffic takes its turn. Ends with 1 when
 * what is left for us is above its budget.
 */
const budgets = { delivery: 5, routing: 10 };
const warmUpRounds = 2;
const countedRounds = 8;
const ticketsARound = 25;

const stops: (() => unknown)[] = [];
try {
  const folder = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  await buildBundle({ folder, entry: "src/runtime/worker.ts" });
  const cluster = await startPostgres();
  stops.push(cluster.stop);
  const databaseUrl = `${cluster.url}/postgres`;
  await migrateDatabase(databaseUrl);
  const database = connectHyperdrive({ connectionString: databaseUrl });
  stops.push(database.close);
  const measuring = await startMeasuring({ script: join(folder, "worker.js"), databaseUrl, db: database.db });
  stops.push(measuring.stop);

  const rounds: Round[] = [];
  for (let n = 0; n < warmUpRounds + countedRounds; n++) {
    const round = await measuring.round(ticketsARound);
    if (n >= warmUpRounds) rounds.push(round);
  }
  const deliveries = median(rounds.map(({ deliveriesATicket }) => deliveriesATicket));
  print("CPU milliseconds, medians    whole process   emulation    ours");
  const isDeliveryCheap = printCost("a delivery taken in", rounds, "delivery");
  const isRoutingCheap = printCost("the routing of a ticket", rounds, "routing");
  print(`${deliveries.toFixed(1)} deliveries a ticket`);
  if (!isDeliveryCheap || !isRoutingCheap) process.exitCode = 1;
} finally {
  for (const stop of stops.reverse()) await stop();
}

function printCost(what: string, rounds: Round[], of: "delivery" | "routing"): boolean {
  const own = ownMs(rounds, of);
  const figures = [
    median(rounds.map((round) => round[of].wholeMs)),
    median(rounds.map((round) => round[of].emulationMs)),
    own,
  ];
  const columns = figures.map((ms) => ms.toFixed(2).padStart(12)).join("");
  print(`${what.padEnd(26)}${columns}   at most ${budgets[of]}`);
  return own <= budgets[of];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
