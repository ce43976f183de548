import { readFileSync } from "node:fs";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { decodeModel, encodeModel } from "../../src/classifier/model-file.ts";
import { trainModel } from "../../src/classifier/train-model.ts";
import { findLabel } from "../../src/signals/find-label.ts";
import { readMessage } from "../../src/signals/message.ts";
import { readSignals } from "../../src/signals/read-signals.ts";
import { sourceOf } from "../signals/signals-of.ts";
import { readHeldOut, starterModelFile } from "../signals/starter-files.ts";
import { mixedTickets } from "./mixed-tickets.ts";
import { type Times, timeReading } from "./time-reading.ts";

/**
 * `npm run bench:signals`: what reading a ticket's text costs before it is routed, all signals with the starter model,
 * for one message and for mails of 2,000 and of 10,000 characters; then what the starter model and a large shop's own
 * three models add to tickets of the lengths that mails have, and what they need of a Worker's 128 MB.
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

process.stdout.write(
  "milliseconds; an empty loop as long as the median shows what other work on the machine does to p99\n",
);
function tell(name: string, times: Times): void {
  const figures = [
    ["mean CPU", times.meanCpuMs],
    ["median", times.medianMs],
    ["p99", times.p99Ms],
    ["of quickest rounds", times.quickestP99Ms],
    ["of an empty loop", times.emptyLoopP99Ms],
  ] as const;
  const told = figures.map(([figure, value]) => `${figure} ${value.toFixed(2)}`);
  process.stdout.write(`${name.padEnd(36)} ${told.join(", ")}\n`);
}

function measure(name: string, bodies: readonly string[]): void {
  const prepare = (body: string) => sourceOf(body, "About my order");
  tell(
    `all signals, ${name}`,
    timeReading(bodies, prepare, (source) => readSignals(source, { intents })),
  );
}

const starts = Array.from({ length: 150 }, (_, index) => index);
measure(
  "one message",
  starts.map((start) => texts[start % texts.length] ?? ""),
);
measure(
  "2,000 characters",
  starts.map((start) => longText(2000, start)),
);
measure(
  "10,000 characters",
  starts.map((start) => longText(10_000, start)),
);

/** What the classifier adds to a ticket: what it wants, and its group, priority and effort, each with its words. */
const groups = 40;
const tickets = mixedTickets(3_000, groups);
const train = (target: "group" | "priority" | "effort") =>
  encodeModel(trainModel(tickets.slice(0, 2_000).map((document) => ({ document, label: document[target] }))));
const trainedMs = performance.now();
const modelBytes = train("group");
const seconds = ((performance.now() - trainedMs) / 1000).toFixed(1);
const megabytes = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
process.stdout.write(
  `a model of ${groups} groups: ${megabytes(modelBytes.length)}, trained in ${seconds} s\n`,
);
const learned = [modelBytes, train("priority"), train("effort")].map((bytes) =>
  createPredictor(decodeModel(bytes)),
);
const predictors = [intents, ...learned];
const newest = tickets.slice(2_000);
tell(
  "tickets: four models add",
  timeReading(newest, readMessage, (message) => {
    for (const predictor of predictors) findLabel(message, predictor);
  }),
);
tell(
  "of that, counting n-grams",
  timeReading(newest, readMessage, (message) => message.bag()),
);
tell(
  "tickets: the other signals",
  timeReading(newest, ({ body, subject }) => sourceOf(body, subject), readSignals),
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
