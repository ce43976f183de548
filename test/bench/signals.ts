import { readFileSync } from "node:fs";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { traceBag } from "../../src/classifier/features/bag.ts";
import { decodeModel, encodeModel } from "../../src/classifier/model-file.ts";
import { trainModel } from "../../src/classifier/train-model.ts";
import { findLabel } from "../../src/signals/find-label.ts";
import { readMessage } from "../../src/signals/message.ts";
import { readSignals } from "../../src/signals/read-signals.ts";
import { sourceOf } from "../signals/signals-of.ts";
import { readHeldOut, starterModelFile } from "../signals/starter-files.ts";
import { mixedTickets } from "./mixed-tickets.ts";

/**
 * `npm run bench:signals`: what reading a ticket's text costs before it is routed, all signals with the starter model,
 * for one message and for mails of 2,000 and of 10,000 characters; then what the starter model and a large shop's own
 * three models add to tickets of typical lengths, and what they need of a Worker's 128 MB.
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

/** Items that are read before and not timed: a message keeps what was counted of it. */
const warmUp = 500;

function time<Item>(items: readonly Item[], act: (item: Item) => void): Times {
  for (const item of items.slice(0, warmUp)) act(item);
  const timed = items.slice(warmUp);
  const before = process.cpuUsage();
  const timesMs = timed
    .map((item) => {
      const beforeMs = performance.now();
      act(item);
      return performance.now() - beforeMs;
    })
    .sort((a, b) => a - b);
  const { user, system } = process.cpuUsage(before);
  return {
    meanCpuMs: (user + system) / 1000 / timed.length,
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

/** What the classifier adds to a ticket: what it wants, and its group, priority and effort, each with its words. */
const groups = 40;
const tickets = mixedTickets(5_000, groups);
const train = (target: "group" | "priority" | "effort") =>
  encodeModel(trainModel(tickets.slice(0, 2_000).map((document) => ({ document, label: document[target] }))));
const trainedMs = performance.now();
const modelBytes = train("group");
const seconds = ((performance.now() - trainedMs) / 1000).toFixed(1);
const megabytes = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
process.stdout.write(
  `a model of ${groups} groups: ${megabytes(modelBytes.length)}, trained in ${seconds} s\n`,
);
const [group, priority, effort] = [modelBytes, train("priority"), train("effort")].map((bytes) =>
  createPredictor(decodeModel(bytes)),
);
const predictors = [intents, group, priority, effort].filter((predictor) => predictor !== undefined);
const messages = tickets.slice(2_000).map(readMessage);
tell(
  "typical tickets: the classifier adds",
  time(messages, (message) => {
    for (const predictor of predictors) findLabel(message, predictor);
  }),
);
tell(
  "of that, counting n-grams",
  time(messages, ({ words }) => traceBag(words)),
);
tell(
  "typical tickets: the other signals",
  time(tickets.slice(2_000), (ticket) => readSignals(sourceOf(ticket.body, ticket.subject))),
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
const beforeBytes = await held();
const kept = Array.from({ length: 12 }, () => createPredictor(decodeModel(modelBytes)));
for (const predictor of kept) predictor.predict({ body: texts[0] ?? "" });
const perModel = ((await held()) - beforeBytes) / kept.length;
const isExact = globalThis.gc !== undefined;
process.stdout.write(
  `memory: ${megabytes(perModel)} a model, ${megabytes(perModel * kept.length)} for the ${kept.length} that stay loaded, of a Worker's 128 MB${isExact ? "" : " (start node with --expose-gc for exact figures)"}\n`,
);
