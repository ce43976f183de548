import { fork } from "node:child_process";
import type { Finding } from "./check-scenarios.ts";

/** Often enough to see that it goes on, and not so often that a log fills up. */
const secondsBetweenLines = 10;

type Note = (played: number, findings: Finding[]) => void;

/** Plays a run in several processes, each with seeds of its own. Throws when one of them fails by itself. */
export async function shareOut(input: {
  /** Is given `--part`, and tells what it played by messages. */
  module: string;
  seed: number;
  runs: number;
  processes: number;
  options: string[];
  note: Note;
}): Promise<Finding[]> {
  const share = Math.ceil(input.runs / input.processes);
  const parts = Array.from({ length: input.processes }, (_, index) => ({
    seed: input.seed + index * share,
    runs: Math.min(share, input.runs - index * share),
  })).filter(({ runs }) => runs > 0);
  const findings = await Promise.all(
    parts.map(({ seed, runs }) => {
      const range = ["--seed", String(seed), "--runs", String(runs)];
      const child = fork(input.module, ["--part", ...range, ...input.options], { stdio: "inherit" });
      const own: Finding[] = [];
      child.on("message", (message: { played: number; findings: Finding[] }) => {
        own.push(...message.findings);
        input.note(message.played, message.findings);
      });
      return new Promise<Finding[]>((resolve, reject) =>
        child.on("exit", (code, signal) =>
          code === 0 ? resolve(own) : reject(new Error(`a process ended with ${signal ?? code}`)),
        ),
      );
    }),
  );
  return findings.flat();
}

/** Tells how far a run is, now and then. */
export function createProgress({ runs, print }: { runs: number; print: (text: string) => void }) {
  const startedMs = performance.now();
  const seconds = () => (performance.now() - startedMs) / 1000;
  let played = 0;
  let broken = 0;
  const timer = setInterval(() => {
    if (played === 0) return print("opening the database ...");
    const left = ((runs - played) / played) * seconds();
    print(
      `${played} of ${runs} played, ${broken} broke a promise, ${(played / seconds()).toFixed(1)}/s, ` +
        `about ${Math.ceil(left / 60)} min to go`,
    );
  }, secondsBetweenLines * 1000);
  return {
    note(more: number, findings: readonly Finding[]) {
      played += more;
      broken += findings.length;
      // At once: who ends a long run early wants to keep what it found.
      for (const { seed, violations } of findings) {
        print(`seed ${seed} breaks a promise:\n  ${violations.join("\n  ")}`);
      }
    },
    played: () => played,
    seconds: () => seconds().toFixed(0),
    end: () => clearInterval(timer),
  };
}
