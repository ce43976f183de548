import assert from "node:assert/strict";
import { compile } from "../../src/routing/compile.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import { evaluateRules, findMatchingRules } from "../../src/routing/evaluate-rules.ts";
import type { Policy } from "../../src/routing/policy.ts";
import type { Snapshot } from "../../src/routing/snapshot.ts";
import { plainClosures } from "./plain-closures.ts";
import { containsHeavyWorkload, fiveTestWorkload } from "./policy-workload.ts";
import { factsOf, rivals } from "./rule-engines.ts";

export const libraryNames = ["json-rules-engine", "@gorules/zen-engine", "json-logic-engine"];
const ourNames = [
  "signalbox, which rules match",
  "signalbox, rules with trace",
  "signalbox, decision with receipt",
];

type Run = (index: number) => unknown;
/** Long enough for the compiler to settle: what counts is a server that has been up for a while. */
const warmUpMs = 2000;
const measuredMs = 1500;

export function contenderNames(workload: string): string[] {
  return [...(workload === "five-tests" ? libraryNames : ["plain closures"]), ...ourNames];
}

function contenderFor(workload: string, ruleCount: number, name: string): { run: Run; inputs: number } {
  if (workload === "five-tests") {
    const work = fiveTestWorkload(ruleCount);
    const { policy, snapshots } = work;
    if (!libraryNames.includes(name)) return { run: ours(name, policy, snapshots), inputs: snapshots.length };
    const facts = factsOf(work);
    const evaluate = rivals(work.rules)[name];
    return { run: (index) => evaluate?.(at(facts, index)), inputs: facts.length };
  }
  const { policy, snapshots } = containsHeavyWorkload(ruleCount);
  if (name !== "plain closures") return { run: ours(name, policy, snapshots), inputs: snapshots.length };
  const closures = plainClosures(policy);
  return { run: (index) => closures(at(snapshots, index).ticket.body), inputs: snapshots.length };
}

function ours(name: string, policy: Policy, snapshots: Snapshot[]): Run {
  const compiled = compile(policy);
  if (name === ourNames[0])
    return (index) => findMatchingRules(compiled, at(snapshots, index))[0]?.rule.id ?? null;
  if (name === ourNames[1]) return (index) => evaluateRules(compiled, at(snapshots, index));
  return (index) => decideCompiled(compiled, at(snapshots, index));
}

/** Every contender must tell the same first match before its speed counts. */
async function checkAnswers(workload: string, ruleCount: number, name: string, run: Run): Promise<void> {
  if (name === ourNames[1] || name === ourNames[2]) return;
  const reference = contenderFor(workload, ruleCount, ourNames[0] ?? "");
  for (let index = 0; index < (ruleCount > 1000 ? 10 : 50); index++) {
    assert.equal(await run(index), reference.run(index), `${name} disagrees on ticket ${index}`);
  }
}

async function repeat(run: Run, inputs: number, wallMs: number): Promise<number> {
  let done = 0;
  const started = performance.now();
  do {
    const answer = run(done % inputs);
    if (answer instanceof Promise) await answer;
    done++;
  } while (performance.now() - started < wallMs);
  return done;
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}

if (import.meta.main) {
  const [workload = "", ruleCount, name = ""] = process.argv.slice(2);
  const { run, inputs } = contenderFor(workload, Number(ruleCount), name);
  await checkAnswers(workload, Number(ruleCount), name, run);
  await repeat(run, inputs, warmUpMs);
  const before = process.cpuUsage();
  const done = await repeat(run, inputs, measuredMs);
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((done * 1e6) / (user + system)));
}
