import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { startPostgres } from "../../src/sandbox/demo/start-postgres.ts";
import { checkScenarios, replayLine, shrink } from "./check-scenarios.ts";
import { openModelPglite, openModelPostgresql } from "./model-database.ts";
import { mutants } from "./mutants.ts";

/**
 * The long run of what `npm test` checks in small: `npm run verify:assign -- --runs 100000 --seed 1`. One seed is one
 * scenario in one order; several processes share them.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    engine: { type: "string", default: "pglite" },
    processes: { type: "string", default: "2" },
    mutant: { type: "string" },
    trace: { type: "boolean", default: false },
    /** The part of one process. */
    part: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
const runs = Number(values.runs);
const engine = values.engine === "postgresql" ? "postgresql" : "pglite";
const mutant = mutants.find(({ name }) => name === values.mutant);
if (values.mutant !== undefined && !mutant) {
  throw new Error(
    `there is no mutant "${values.mutant}"; there are:\n${mutants.map(({ name }) => name).join("\n")}`,
  );
}
const isShared = !values.part && !values.trace && runs > 1;
process.exitCode = isShared ? await shareOut(Number(values.processes)) : await playPart();

async function shareOut(processes: number): Promise<number> {
  const started = performance.now();
  const share = Math.ceil(runs / processes);
  let done = 0;
  const parts = Array.from({ length: processes }, (_, index) => ({
    seed: seed + index * share,
    runs: Math.min(share, runs - index * share),
  })).filter((part) => part.runs > 0);
  const codes = await Promise.all(
    parts.map((part) => {
      const child = fork(
        import.meta.filename,
        [
          "--part",
          ...["--seed", String(part.seed), "--runs", String(part.runs), "--engine", engine],
          ...(mutant ? ["--mutant", mutant.name] : []),
        ],
        { stdio: "inherit" },
      );
      child.on("message", () => {
        done += 100;
        if (done % 1000 === 0) print(`${done} of ${runs} (${secondsSince(started)} s)`);
      });
      return new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
    }),
  );
  const isGood = codes.every((code) => code === 0);
  if (isGood)
    print(`${runs} scenarios from seed ${seed} on ${engine}: no promise broken (${secondsSince(started)} s)`);
  return isGood ? 0 : 1;
}

async function playPart(): Promise<number> {
  const cluster = engine === "postgresql" ? await startPostgres() : undefined;
  const database = cluster ? await openModelPostgresql(`${cluster.url}/postgres`) : await openModelPglite();
  try {
    let played = 0;
    const found = await checkScenarios(database, {
      seed,
      runs,
      mutant,
      onRun: () => {
        played += 1;
        if (played % 100 === 0) process.send?.(played);
      },
    });
    if (!found && !values.trace) return 0;
    const shrunk = await shrink(database, { seed: found?.seed ?? seed, mutant, mostMs: 60_000 });
    if (values.trace) print(shrunk.report.trace.join("\n"));
    print(JSON.stringify(shrunk.scenario));
    if (!found) return 0;
    print(`seed ${found.seed} breaks a promise:\n  ${found.violations.join("\n  ")}`);
    print(`play it again: ${replayLine(found.seed, engine, mutant)}`);
    return 1;
  } finally {
    await database.close();
    await cluster?.stop();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function secondsSince(startedMs: number): string {
  return ((performance.now() - startedMs) / 1000).toFixed(0);
}
