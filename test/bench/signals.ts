import { readFileSync } from "node:fs";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { decodeModel, encodeModel } from "../../src/classifier/model-file.ts";
import { trainModel } from "../../src/classifier/train-model.ts";
import { readSignals } from "../../src/signals/read-signals.ts";
import { sourceOf } from "../signals/signals-of.ts";
import { readHeldOut, starterModelFile } from "../signals/starter-files.ts";
import { manyWordTickets } from "./many-word-tickets.ts";

/**
 * `npm run bench:signals`: what reading a ticket's text costs before it is routed, all signals with the starter model,
 * for one message and for mails of 2,000 and of 10,000 characters; then what a large shop's own model costs in time and
 * memory.
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

interface Times {
  /** Of the processor, which other work on the machine lengthens least. */
  meanCpuMs: number;
  medianMs: number;
  p99Ms: number;
}

function time(items: readonly string[], act: (item: string) => void): Times {
  for (const item of items.slice(0, 500)) act(item);
  const before = process.cpuUsage();
  const timesMs = items
    .map((item) => {
      const beforeMs = performance.now();
      act(item);
      return performance.now() - beforeMs;
    })
    .sort((a, b) => a - b);
  const { user, system } = process.cpuUsage(before);
  return {
    meanCpuMs: (user + system) / 1000 / items.length,
    medianMs: timesMs[Math.floor(timesMs.length * 0.5)] ?? 0,
    p99Ms: timesMs[Math.floor(timesMs.length * 0.99)] ?? 0,
  };
}

function tell(name: string, { meanCpuMs, medianMs, p99Ms }: Times): void {
  const figures = `mean CPU ${meanCpuMs.toFixed(2)} ms, median ${medianMs.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`;
  process.stdout.write(`${name.padEnd(34)} ${figures}\n`);
}

function measure(name: string, bodies: readonly string[]): void {
  const source = (body: string) => sourceOf(body, "About my order");
  tell(
    `all signals, ${name}`,
    time(bodies, (body) => readSignals(source(body), { intents })),
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

/** What a large shop's own models add to a ticket, and what a Worker has to hold in its 128 MB. */
const groups = 40;
const tickets = manyWordTickets(2_400, groups);
const trainedMs = performance.now();
const modelBytes = encodeModel(trainModel(tickets.slice(0, 2_000)));
const seconds = ((performance.now() - trainedMs) / 1000).toFixed(1);
const megabytes = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
process.stdout.write(
  `a model of ${groups} groups: ${megabytes(modelBytes.length)}, trained in ${seconds} s\n`,
);

/** Twice and with a pause, for what buffers hold is given back late. */
async function held(): Promise<number> {
  for (let round = 0; round < 2; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
const loaded = createPredictor(decodeModel(modelBytes));
const oneTicket = tickets.slice(2_000).map(({ document }) => document.body);
const explained = Array.from({ length: 3_000 }, (_, index) => oneTicket[index % oneTicket.length] ?? "");
tell(
  "one model, prediction and words",
  time(explained, (body) => loaded.explain({ body })),
);

const beforeBytes = await held();
const kept = Array.from({ length: 12 }, () => createPredictor(decodeModel(modelBytes)));
for (const predictor of kept) predictor.predict({ body: oneTicket[0] ?? "" });
const perModel = ((await held()) - beforeBytes) / kept.length;
const isExact = globalThis.gc !== undefined;
process.stdout.write(
  `memory: ${megabytes(perModel)} a model, ${megabytes(perModel * kept.length)} for the ${kept.length} that stay loaded, of a Worker's 128 MB${isExact ? "" : " (start node with --expose-gc for exact figures)"}\n`,
);
