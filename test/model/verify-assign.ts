import { parseArgs } from "node:util";
import { startPostgres } from "../../src/sandbox/demo/start-postgres.ts";
import { checkScenarios, type Finding, helpdeskChoices, replayLine, shrink } from "./check-scenarios.ts";
import { type ModelDatabase, openModelPglite } from "./model-database.ts";
import { openModelPostgresql } from "./model-postgresql.ts";
import { mutants } from "./mutants.ts";
import { createProgress, shareOut } from "./share-out.ts";

const help = `npm run verify:assign -- [options]

The long run of what npm test checks in small. One seed is one scenario in one order.

  --runs 100000        how many scenarios
  --seed 1             the first one's seed; the others follow
  --helpdesk both      or zendesk, or freshdesk; both take turns
  --engine postgresql  or pglite, or "postgresql overlapping", where transactions overlap
  --processes 2        who share them
  --mutant "name"      leaves a guard out, and ends when that shows
  --trace              prints every step; with --runs 1
`;

const engines = ["postgresql", "pglite", "postgresql overlapping"] as const;
/** A power cut may take it all. */
const forNothingToKeep = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "jit=off",
  "track_counts=off",
  "track_activities=on",
  "autovacuum=off",
  "shared_buffers=64MB",
];

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    helpdesk: { type: "string", default: "both" },
    engine: { type: "string", default: "postgresql" },
    processes: { type: "string", default: "2" },
    mutant: { type: "string" },
    trace: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    /** One process's part of a run. */
    part: { type: "boolean", default: false },
  },
});
const seed = readNumber("seed", 0);
const runs = readNumber("runs", 1);
const engine = readChoice("engine", engines);
const helpdesk = readChoice("helpdesk", helpdeskChoices);
const mutant = mutants.find(({ name }) => name === values.mutant);
if (values.mutant !== undefined && !mutant) {
  throw new Error(
    `there is no mutant "${values.mutant}"; there are:\n${mutants.map(({ name }) => name).join("\n")}`,
  );
}
/** A broken promise is worth a look at others, a mutant is not. */
const mostFindings = mutant ? 1 : 20;

if (values.help) print(help);
else if (values.part) {
  // Whoever shares the seeds out has been ended: nobody would read on.
  process.once("disconnect", () => process.exit());
  await playPart((played, findings) => process.send?.({ played, findings }));
  // The way to whoever shares the seeds out would keep this process alive.
  process.disconnect?.();
} else process.exitCode = await verify();

async function verify(): Promise<number> {
  const progress = createProgress({ runs, print });
  print(
    `${runs} scenarios from seed ${seed} on ${engine}, help desk ${helpdesk}${mutant ? `, and ${mutant.name}` : ""}`,
  );
  const findings =
    values.trace || runs === 1
      ? await playPart(progress.note)
      : await shareOut({
          module: import.meta.filename,
          seed,
          runs,
          processes: readNumber("processes", 1),
          options: ["--engine", engine, "--helpdesk", helpdesk, ...(mutant ? ["--mutant", mutant.name] : [])],
          note: progress.note,
        });
  progress.end();
  if (findings.length === 0) {
    print(`${progress.played()} scenarios played, no promise broken (${progress.seconds()} s)`);
    return 0;
  }
  for (const found of findings) {
    print(`play seed ${found.seed} again: ${replayLine(found, engine, mutant)}`);
  }
  if (!values.trace && findings[0]) await printSmallest(findings[0]);
  return 1;
}

async function playPart(note: (played: number, findings: Finding[]) => void): Promise<Finding[]> {
  return withDatabase(async (database) => {
    let played = 0;
    const findings = await checkScenarios(database, {
      helpdesk,
      seed,
      runs,
      mutant,
      mostFindings,
      isTraced: values.trace,
      onRun(report) {
        if (values.trace) print(report.trace.join("\n"));
        played += 1;
        if (played % 20 === 0) note(20, []);
      },
      onFinding: (finding) => note(0, [finding]),
    });
    note(played % 20, []);
    return findings;
  });
}

/** The trace of a scenario as small as one is found that breaks a promise, too. */
async function printSmallest(found: Finding): Promise<void> {
  print("looking for a smaller scenario ...");
  await withDatabase(async (database) => {
    const { scenario, report } = await shrink(database, { found, mutant, mostMs: 60_000 });
    print(`${report.trace.join("\n")}\n${JSON.stringify(scenario)}\n  ${report.violations.join("\n  ")}`);
  });
}

async function withDatabase<T>(run: (database: ModelDatabase) => Promise<T>): Promise<T> {
  const cluster = engine === "pglite" ? undefined : await startPostgres(forNothingToKeep);
  const database = cluster
    ? await openModelPostgresql(`${cluster.url}/postgres`, {
        overlaps: engine === "postgresql overlapping",
        socket: cluster.socket,
      })
    : await openModelPglite();
  try {
    return await run(database);
  } finally {
    await database.close();
    await cluster?.stop();
  }
}

function readNumber(option: "runs" | "seed" | "processes", least: number): number {
  const number = Number(values[option]);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${option} ${values[option]} does not do: give a whole number that is at least ${least}`);
}

function readChoice<Choice extends string>(
  option: "engine" | "helpdesk",
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === values[option]);
  if (choice) return choice;
  throw new Error(`--${option} ${values[option]} does not do: give ${choices.join(", ")}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
