import { execFileSync } from "node:child_process";
import { contenderNames, libraryNames } from "./policy-contenders.ts";

/**
 * `npm run bench:policy`: decisions a second beside what a user would pick instead. Each contender has a process of its
 * own, so that none pays for another's garbage or types, and is timed by that process's CPU time, all threads.
 */

const measureFile = new URL("./policy-contenders.ts", import.meta.url).pathname;

function ratesOf(workload: string, ruleCount: number): Map<string, number> {
  const names = contenderNames(workload);
  const rates = new Map<string, number[]>(names.map((name) => [name, []]));
  // Three rounds in turn, so that a busy minute of the machine hits everybody.
  for (let round = 0; round < 3; round++) {
    for (const name of names) {
      const answer = execFileSync(process.execPath, [measureFile, workload, String(ruleCount), name], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      rates.get(name)?.push(Number(answer));
    }
  }
  return new Map([...rates].map(([name, all]) => [name, all.sort((a, b) => a - b)[1] ?? 0]));
}

function print(workload: string, ruleCount: number, baseNames: string[]): void {
  const rates = ratesOf(workload, ruleCount);
  const base = baseNames.reduce((best, name) =>
    (rates.get(name) ?? 0) > (rates.get(best) ?? 0) ? name : best,
  );
  const lines = [...rates].map(([name, rate]) => {
    const shown = rate >= 100 ? Math.round(rate).toLocaleString("en") : rate.toFixed(1);
    return `  ${name.padEnd(34)} ${shown.padStart(12)}/s ${(rate / (rates.get(base) ?? 1)).toFixed(2).padStart(9)} x`;
  });
  const title = `${ruleCount.toLocaleString("en")} rules, ${workload}`;
  process.stdout.write(`${title}   (x = times ${base})\n${lines.join("\n")}\n\n`);
}

const sizes = process.argv.slice(2).map(Number);
for (const ruleCount of sizes.length > 0 ? sizes : [10, 100, 1000, 10_000]) {
  print("five-tests", ruleCount, libraryNames);
  if (ruleCount >= 100) print("contains-only", ruleCount, ["plain closures"]);
}
