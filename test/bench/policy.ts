import assert from "node:assert/strict";
import { compile } from "../../src/routing/compile.ts";
import { decideCompiled } from "../../src/routing/decide.ts";
import { evaluateRules, findMatchingRules } from "../../src/routing/evaluate-rules.ts";
import { plainClosures } from "./plain-closures.ts";
import { containsHeavyWorkload, fiveTestWorkload } from "./policy-workload.ts";
import { factsOf, rivals } from "./rule-engines.ts";

/** `npm run bench:policy`: decisions a second beside what a user would pick instead, all in the same run. */

type Contender = { name: string; run(index: number): unknown };

const rounds = 3;
const roundMs = 600;

/** Decisions for each second of this process's own CPU time, all threads: a busy machine does not blur the ratios. */
async function measure(contenders: Contender[], inputs: number): Promise<Map<string, number>> {
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contenders) {
      let done = 0;
      const before = process.cpuUsage();
      const started = performance.now();
      do {
        const answer = run(done % inputs);
        if (answer instanceof Promise) await answer;
        done++;
      } while (performance.now() - started < roundMs);
      const { user, system } = process.cpuUsage(before);
      rates.get(name)?.push((done * 1e6) / (user + system));
    }
  }
  return new Map([...rates].map(([name, all]) => [name, all.sort((a, b) => a - b)[rounds >> 1] ?? 0]));
}

function print(title: string, rates: Map<string, number>, base: string): void {
  const baseRate = rates.get(base) ?? 1;
  const lines = [...rates].map(([name, rate]) => {
    const shown = rate >= 100 ? Math.round(rate).toLocaleString("en") : rate.toFixed(1);
    return `  ${name.padEnd(34)} ${shown.padStart(12)}/s ${(rate / baseRate).toFixed(2).padStart(9)} x`;
  });
  process.stdout.write(`${title}   (x = times ${base})\n${lines.join("\n")}\n\n`);
}

async function compareWithLibraries(ruleCount: number): Promise<void> {
  const workload = fiveTestWorkload(ruleCount);
  const { snapshots } = workload;
  const facts = factsOf(workload);
  const compiled = compile(workload.policy);
  const libraries = rivals(workload.rules);
  const firstMatch = (index: number) => findMatchingRules(compiled, at(snapshots, index))[0]?.rule.id ?? null;
  let matches = 0;
  for (const index of facts.slice(0, ruleCount > 1000 ? 20 : facts.length).keys()) {
    const ours = firstMatch(index);
    if (ours) matches++;
    for (const [name, evaluate] of Object.entries(libraries)) {
      assert.equal(await evaluate(at(facts, index)), ours, `${name} disagrees on ticket ${index}`);
    }
  }
  const rates = await measure(
    [
      ...Object.entries(libraries).map(([name, evaluate]) => ({
        name,
        run: (index: number) => evaluate(at(facts, index)),
      })),
      { name: "signalbox, which rules match", run: firstMatch },
      { name: "signalbox, rules with trace", run: (index) => evaluateRules(compiled, at(snapshots, index)) },
      {
        name: "signalbox, decision with receipt",
        run: (index) => decideCompiled(compiled, at(snapshots, index)),
      },
    ],
    snapshots.length,
  );
  const fastest = Object.keys(libraries).reduce((best, name) =>
    (rates.get(name) ?? 0) > (rates.get(best) ?? 0) ? name : best,
  );
  print(
    `${ruleCount.toLocaleString("en")} rules of 5 tests, all agree, ${matches} matches seen`,
    rates,
    fastest,
  );
}

async function compareWithClosures(ruleCount: number): Promise<void> {
  const { policy, snapshots } = containsHeavyWorkload(ruleCount);
  const compiled = compile(policy);
  const closures = plainClosures(policy);
  const bodies = snapshots.map(({ ticket }) => ticket.body);
  for (const [index, body] of bodies.entries()) {
    assert.equal(findMatchingRules(compiled, at(snapshots, index))[0]?.rule.id ?? null, closures(body));
  }
  const rates = await measure(
    [
      { name: "plain closures", run: (index) => closures(at(bodies, index)) },
      {
        name: "signalbox, which rules match",
        run: (index) => findMatchingRules(compiled, at(snapshots, index)),
      },
      { name: "signalbox, rules with trace", run: (index) => evaluateRules(compiled, at(snapshots, index)) },
      {
        name: "signalbox, decision with receipt",
        run: (index) => decideCompiled(compiled, at(snapshots, index)),
      },
    ],
    snapshots.length,
  );
  print(`${ruleCount.toLocaleString("en")} rules of 3 contains and nothing else`, rates, "plain closures");
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}

for (const ruleCount of [10, 100, 1000, 10_000]) await compareWithLibraries(ruleCount);
for (const ruleCount of [100, 1000, 10_000]) await compareWithClosures(ruleCount);
