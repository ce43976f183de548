import { writeFileSync } from "node:fs";
import { encodeModel } from "../../src/classifier/model-file.ts";
import { trainStarterModel } from "../../src/signals/starter/train-starter-model.ts";
import { readPhraseBooks, starterModelFile } from "./starter-files.ts";

/** `npm run model:starter`: makes the model that knows what shoppers want before a shop has taught anything. */
const model = trainStarterModel(readPhraseBooks());
const bytes = encodeModel(model);
writeFileSync(starterModelFile, bytes);
const { rows, labels, accuracy, macroF1, calibrationError } = model.metrics;
process.stdout.write(
  `${rows} messages, ${labels} intents, ${Math.round(bytes.length / 1000)} kB; on phrases it had not seen: accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)}, calibration error ${calibrationError.toFixed(3)}\n`,
);
for (const { promised, threshold, coverage } of model.promises) {
  process.stdout.write(
    `  precision ${promised}: threshold ${threshold.toFixed(2)}, coverage ${coverage.toFixed(3)}\n`,
  );
}
