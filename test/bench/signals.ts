import { readFileSync } from "node:fs";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { decodeModel } from "../../src/classifier/model-file.ts";
import { readSignals } from "../../src/signals/read-signals.ts";
import { signalsOf, sourceOf } from "../signals/signals-of.ts";
import { readHeldOut, starterModelFile } from "../signals/starter-files.ts";

/**
 * `npm run bench:signals`: what reading a ticket's text costs before it is routed, all signals with the starter model,
 * for one message and for mails of 2,000 and of 10,000 characters.
 */

const bytes = readFileSync(starterModelFile);
const beforeLoadMs = performance.now();
const intents = createPredictor(decodeModel(bytes));
process.stdout.write(`loading the starter model: ${(performance.now() - beforeLoadMs).toFixed(1)} ms\n`);
const texts = readHeldOut().map(({ text }) => text);

function longText(length: number, from: number): string {
  const sentences: string[] = [];
  for (let at = from; sentences.join("\n").length < length; at++)
    sentences.push(texts[at % texts.length] ?? "");
  return sentences.join("\n").slice(0, length);
}

function measure(name: string, bodies: readonly string[]): void {
  for (const body of bodies) signalsOf(body, "", intents);
  const before = process.cpuUsage();
  const timesMs = bodies
    .map((body) => {
      const source = sourceOf(body, "About my order");
      const beforeMs = performance.now();
      readSignals(source, { intents });
      return performance.now() - beforeMs;
    })
    .sort((a, b) => a - b);
  const at = (share: number) => (timesMs[Math.floor(timesMs.length * share)] ?? 0).toFixed(2);
  const { user, system } = process.cpuUsage(before);
  const meanCpuMs = (user + system) / 1000 / bodies.length;
  process.stdout.write(
    `${name.padEnd(20)} mean CPU ${meanCpuMs.toFixed(2)} ms, median ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
  );
}

const rounds = Array.from({ length: 3000 }, (_, index) => index);
measure(
  "one message",
  rounds.map((index) => texts[index % texts.length] ?? ""),
);
measure(
  "2,000 characters",
  rounds.map((index) => longText(2000, index)),
);
measure(
  "10,000 characters",
  rounds.map((index) => longText(10_000, index)),
);
