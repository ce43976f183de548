import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createPredictor } from "../../src/classifier/create-predictor.ts";
import { decodeModel } from "../../src/classifier/model-file.ts";
import { calibrationErrorOf } from "../../src/classifier/quality/metrics.ts";
import { readHeldOut, starterModelFile } from "../signals/starter-files.ts";
import { bitextIntents } from "./classifier/bitext-intents.ts";
import { readDataset } from "./classifier/read-dataset.ts";

/**
 * `npm run eval:starter -- [--data FOLDER]`: how well the starter model reads messages that it was not made from: our
 * own held-out ones by language, and the public Bitext sample when the folder has it.
 */
const { values } = parseArgs({
  options: { data: { type: "string", default: process.env.SIGNALBOX_EVAL_DATA ?? "" } },
});
const predictor = createPredictor(decodeModel(readFileSync(starterModelFile)));

interface Case {
  text: string;
  intent: string;
}

function report(name: string, cases: readonly Case[]): void {
  const told = cases.map(({ text, intent }) => {
    const prediction = predictor.predict({ body: text });
    return { ...prediction, intent, isRight: prediction.label === intent };
  });
  const known = told.filter(({ intent }) => intent !== "none");
  const sure = told.filter(({ isSure }) => isSure);
  const cells = [
    name,
    String(cases.length),
    share(known.filter(({ isRight }) => isRight).length, known.length),
    share(sure.length, told.length),
    share(sure.filter(({ isRight }) => isRight).length, sure.length),
    known.length > 0 ? calibrationErrorOf(known).toFixed(3) : "-",
  ];
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
}

function share(part: number, whole: number): string {
  return whole === 0 ? "-" : `${((part / whole) * 100).toFixed(1)} %`;
}

process.stdout.write(
  "| messages | count | right label | sure | right when sure | calibration error |\n|---|---|---|---|---|---|\n",
);
const heldOut = readHeldOut();
for (const language of [...new Set(heldOut.map((one) => one.language))]) {
  report(
    language,
    heldOut.filter((one) => one.language === language && one.intent !== "none"),
  );
}
report(
  "none of the intents",
  heldOut.filter(({ intent }) => intent === "none"),
);
report("all of these", heldOut);
if (existsSync(join(values.data, "bitext27"))) {
  const { test } = readDataset(values.data, "bitext27");
  const cases = test.map(({ document, label }) => ({
    text: document.body,
    intent: bitextIntents[label] ?? "none",
  }));
  report("Bitext sample, test", cases);
} else process.stdout.write("Skipped the Bitext sample: say --data FOLDER with bitext27 in it.\n");
