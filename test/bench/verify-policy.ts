import { checkAgreement } from "../routing/agreement.ts";
import { hostilePatternMs } from "./hostile-patterns.ts";

/** The long run of what `npm test` checks in small: `npm run verify:policy [pairs] [seed]`. */
const pairs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 20_261_122);
const slice = 5000;
const started = performance.now();
for (let done = 0; done < pairs; done += slice) {
  checkAgreement({ numRuns: Math.min(slice, pairs - done), seed: seed + done });
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(
  `${pairs} random (policy, ticket) pairs from seed ${seed}: compiled and reference agree, none threw, every receipt replayed to the same bytes (${seconds} s)\n`,
);

const limitMs = 25;
for (const { pattern, text, medianMs } of hostilePatternMs()) {
  process.stdout.write(`${pattern} against ${text}: ${medianMs.toFixed(2)} ms (limit ${limitMs})\n`);
  if (medianMs > limitMs) process.exitCode = 1;
}
