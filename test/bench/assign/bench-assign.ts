import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { buildServer } from "../../../src/runtime/build-server.ts";
import { parseEnv } from "../../../src/runtime/env.ts";
import { createNodePlatform } from "../../../src/runtime/node-platform.ts";
import { startPostgres } from "../../../src/sandbox/demo/start-postgres.ts";
import { postgresCpuMicroseconds } from "./postgres-cpu.ts";
import { receiptOf } from "./receipt-of.ts";
import { signalboxStrategy } from "./signalbox-strategy.ts";
import {
  type Assign,
  assignWithReceipt,
  readSqlLoads,
  resetSqlAgents,
  sqlStrategies,
} from "./sql-strategies.ts";

// How many assignments a second 16 workers make on PostgreSQL, each with a message of eight tickets in hand, beside
// what one would write by hand. Agents are equal: they start empty and are filled halfway, very many of them less. All write to one cluster as it
// comes, so each answer waits for the disk (fsync and synchronous_commit are on), and nobody gives load back.
const workers = 16;
const capacity = 10;
const halfway = 5;
const warmUpMs = 1000;
/** In one round: the slowest would take minutes to fill ten thousand agents. */
const mostTickets = 20_000;

interface Strategy {
  reset(agentCount: number, capacity: number, ticketCount: number): Promise<void>;
  assign(ticketId: string): Promise<boolean>;
  readLoads(): Promise<number[]>;
}

/**
 * `npm run bench:assign -- 100 1000 --only signalbox --tickets-per-message 1 --seconds 5`: the statement to compare with
 * runs in any case.
 */
const { values, positionals } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    "tickets-per-message": { type: "string", default: "8" },
    seconds: { type: "string", default: "2" },
  },
  allowPositionals: true,
});
const ticketsPerMessage = Number(values["tickets-per-message"]);
const measuredMs = Number(values.seconds) * 1000;
const baseline = "one statement, SKIP LOCKED";

const folder = mkdtempSync(join(tmpdir(), "signalbox-bench-"));
const cluster = await startPostgres();
const url = `${cluster.url}/postgres`;
const env = parseEnv({ DATABASE_URL: url, SIGNALBOX_DATA_DIR: folder, SIGNALBOX_LOG_LEVEL: "error" });
const platform = createNodePlatform(env);
const server = await buildServer({
  env,
  platform,
  publicUrl: "http://127.0.0.1",
  encryptionKey: randomBytes(32).toString("base64"),
  accessToken: randomBytes(24).toString("base64url"),
});
const client = postgres(url, { max: workers, onnotice: () => {} });
const byHand = (assignFor: (agentCount: number) => Assign): Strategy => {
  let assign: Assign;
  return {
    reset(agentCount, room) {
      assign = assignFor(agentCount);
      return resetSqlAgents(client, agentCount, room);
    },
    assign: (ticketId) => assign(client, ticketId),
    readLoads: () => readSqlLoads(client),
  };
};
const strategies: Record<string, Strategy> = {
  ...Object.fromEntries(Object.entries(sqlStrategies).map(([name, assign]) => [name, byHand(() => assign)])),
  signalbox: signalboxStrategy(server.context, { withReceipts: false }),
  "SKIP LOCKED and such a receipt": byHand((agentCount) => assignWithReceipt(receiptOf(agentCount))),
  "signalbox, with receipts": signalboxStrategy(server.context, { withReceipts: true }),
};

try {
  const sizes = positionals.map(Number);
  for (const agentCount of sizes.length > 0 ? sizes : [10, 100, 1_000, 10_000]) await compare(agentCount);
} finally {
  await client.end();
  await server.queue.stop(0);
  await server.database.close();
  platform.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(agentCount: number): Promise<void> {
  process.stdout.write(`\n${agentCount.toLocaleString("en")} agents\n`);
  const runs = Object.entries(strategies)
    .filter(([name]) => name === baseline || isWanted(name))
    .map(([name, strategy]) => ({ name, run: createRun(strategy, agentCount) }));
  // Round by round in turn, so that what else the machine does falls on all of them.
  for (let left = runs; left.length > 0; left = left.filter(({ run }) => !run.isDone())) {
    for (const { run } of left) await run.playRound();
  }
  const base = runs.find(({ name }) => name === baseline)?.run.result().perSecond ?? Number.NaN;
  for (const { name, run } of runs) {
    const { perSecond, nodeUs, postgresUs, spread, over, jain, falseNobody, errors } = run.result();
    process.stdout.write(
      `  ${name.padEnd(30)} ${Math.round(perSecond).toLocaleString("en").padStart(8)}/s ` +
        `${(perSecond / base).toFixed(2).padStart(6)} x  Node ${nodeUs.toFixed(0)} µs  PostgreSQL ${postgresUs.toFixed(0)} µs  ` +
        `spread ${spread}  over capacity ${over}  Jain ${jain.toFixed(4)}  nobody though there was room ${falseNobody}  ` +
        `errors ${errors}\n`,
    );
  }
}

function isWanted(name: string): boolean {
  return Object.hasOwn(strategies, values.only) ? name === values.only : name.includes(values.only);
}

function createRun(strategy: Strategy, agentCount: number) {
  const ticketCount = Math.min(agentCount * halfway, mostTickets);
  let [done, ms, warmMs, nodeUs, postgresUs] = [0, 0, 0, 0, 0];
  let [spread, over, falseNobody, errors, jain] = [0, 0, 0, 0, 1];

  async function playRound(): Promise<void> {
    await strategy.reset(agentCount, capacity, ticketCount);
    let next = 0;
    const take = async (): Promise<void> => {
      while (next < ticketCount) {
        const ticketId = `t${next++}`;
        const isGiven = await strategy.assign(ticketId).catch(() => {
          errors += 1;
          return true;
        });
        if (!isGiven) falseNobody += 1;
      }
    };
    const [cpuBefore, postgresBefore, startedMs] = [
      process.cpuUsage(),
      postgresCpuMicroseconds(),
      performance.now(),
    ];
    await Promise.all(Array.from({ length: workers * ticketsPerMessage }, take));
    const roundMs = performance.now() - startedMs;
    const { user, system } = process.cpuUsage(cpuBefore);
    const roundPostgresUs = postgresCpuMicroseconds() - postgresBefore;
    const loads = await strategy.readLoads();
    spread = Math.max(spread, Math.max(...loads) - Math.min(...loads));
    over += loads.filter((load) => load > capacity).length;
    const total = loads.reduce((sum, load) => sum + load, 0);
    jain = Math.min(jain, total ** 2 / (loads.length * loads.reduce((sum, load) => sum + load ** 2, 0)));
    // The first rounds are for the compiler, the caches and the plans.
    if (warmMs < warmUpMs) {
      warmMs += roundMs;
      return;
    }
    ms += roundMs;
    done += ticketCount;
    nodeUs += user + system;
    postgresUs += roundPostgresUs;
  }

  return {
    playRound,
    isDone: () => ms >= measuredMs,
    result: () => ({
      perSecond: (done / ms) * 1000,
      nodeUs: nodeUs / done,
      postgresUs: postgresUs / done,
      ...{ spread, over, falseNobody, errors, jain },
    }),
  };
}
