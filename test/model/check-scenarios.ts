import fc from "fast-check";
import { type EmulatedName, emulatedHelpdesks } from "../../src/sandbox/emulated-helpdesk.ts";
import type { ModelDatabase } from "./model-database.ts";
import type { Mutant } from "./mutants.ts";
import { type RunReport, runScenario } from "./run-scenario.ts";
import { type Scenario, scenarioOf, scenarios } from "./scenario.ts";

/** With both, they take turns. */
export const helpdeskChoices = [...emulatedHelpdesks, "both"] as const;
export type HelpdeskChoice = (typeof helpdeskChoices)[number];

export interface Finding {
  seed: number;
  helpdesk: EmulatedName;
  violations: string[];
}

/** Plays the scenarios of `runs` seeds in a row, until `mostFindings` of them (1) have broken a promise. */
export async function checkScenarios(
  database: ModelDatabase,
  input: {
    helpdesk: HelpdeskChoice;
    seed: number;
    runs: number;
    mutant?: Mutant | undefined;
    mostFindings?: number;
    isTraced?: boolean;
    onRun?: (report: RunReport) => void;
    onFinding?: (finding: Finding) => void;
  },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let seed = input.seed; seed < input.seed + input.runs; seed++) {
    const helpdesk = helpdeskOf(input.helpdesk, seed);
    const report = await runScenario(database, scenarioOf(seed), {
      helpdesk,
      mutant: input.mutant,
      isTraced: input.isTraced ?? false,
    });
    input.onRun?.(report);
    if (report.violations.length > 0) {
      const finding = { seed, helpdesk, violations: report.violations };
      findings.push(finding);
      input.onFinding?.(finding);
    }
    if (findings.length >= (input.mostFindings ?? 1)) break;
  }
  return findings;
}

function helpdeskOf(choice: HelpdeskChoice, seed: number): EmulatedName {
  return choice === "both" ? (emulatedHelpdesks[seed % 2] ?? "zendesk") : choice;
}

/** The line that plays a scenario again. */
export function replayLine({ seed, helpdesk }: Finding, engine: string, mutant?: Mutant): string {
  const broken = mutant ? ` --mutant "${mutant.name}"` : "";
  return `npm run verify:assign -- --runs 1 --seed ${seed} --helpdesk ${helpdesk} --engine "${engine}"${broken} --trace`;
}

/** The smallest scenario found that breaks a promise as the seed's own does. */
export async function shrink(
  database: ModelDatabase,
  input: { found: Finding; mutant?: Mutant | undefined; mostMs: number },
): Promise<{ scenario: Scenario; report: RunReport }> {
  const { seed, helpdesk } = input.found;
  let latest: Promise<unknown> = Promise.resolve();
  // Whatever is being played when the time is over is played to its end: there is one database.
  const play = (scenario: Scenario) => {
    const report = latest.then(() =>
      runScenario(database, scenario, { helpdesk, mutant: input.mutant, isTraced: true }),
    );
    latest = report.catch(() => {});
    return report;
  };
  const details = await fc.check(
    fc.asyncProperty(scenarios, async (scenario) => (await play(scenario)).violations.length === 0),
    { seed, numRuns: 1, interruptAfterTimeLimit: input.mostMs, markInterruptAsFailure: false },
  );
  const scenario = details.counterexample?.[0] ?? scenarioOf(seed);
  return { scenario, report: await play(scenario) };
}
