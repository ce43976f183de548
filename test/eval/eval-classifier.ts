import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { parseArgs } from "node:util";
import { type Measurement, measureDataset } from "./classifier/measure-dataset.ts";
import { listDatasets, readDataset } from "./classifier/read-dataset.ts";
import { describeMeasurement, markdownTable } from "./classifier/tables.ts";

const help = `npm run eval:classifier -- --dataset NAME|PATH|all [--data FOLDER] [--markdown]

Trains on a data set's train.jsonl, tests on its test.jsonl, and prints quality, calibration, speed and size beside
what others reach, and what happens when the labels are shuffled. Each line of the files is {"text", "label"}; a
text's first line is its subject when there are more.

  --dataset   a folder with train.jsonl and test.jsonl, a name below --data, or "all" of them;
              NAME:train_10 trains on train_10.jsonl instead
  --data      the folder of the data sets; or set SIGNALBOX_EVAL_DATA
  --markdown  one table at the end
`;

const { values } = parseArgs({
  options: {
    dataset: { type: "string", multiple: true, default: ["all"] },
    data: { type: "string", default: process.env.SIGNALBOX_EVAL_DATA ?? "" },
    markdown: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

function findDatasets(): { folder: string; name: string }[] {
  return values.dataset.flatMap((dataset) => {
    const [path = "", split] = dataset.split(":");
    if (path.includes("/") && existsSync(path)) {
      return [{ folder: dirname(path), name: split ? `${basename(path)}:${split}` : basename(path) }];
    }
    if (!existsSync(values.data)) {
      const asked = values.data === "" ? "no folder was given" : `there is no folder ${values.data}`;
      say(`Skipped ${dataset}: ${asked}. Say --data FOLDER, or set SIGNALBOX_EVAL_DATA.`);
      return [];
    }
    const all = listDatasets(values.data);
    const names = dataset === "all" ? all : all.filter((name) => name === dataset || name === path);
    if (names.length === 0)
      say(`Skipped ${dataset}: ${values.data} has ${all.join(", ") || "no data sets"}.`);
    return (split ? [dataset] : names).map((name) => ({ folder: values.data, name }));
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

if (values.help) say(help);
else {
  const measurements: Measurement[] = [];
  for (const { folder, name } of findDatasets()) {
    const measurement = measureDataset(readDataset(folder, name));
    measurements.push(measurement);
    say(`${name}\n${describeMeasurement(measurement)}\n`);
  }
  if (values.markdown && measurements.length > 0) say(markdownTable(measurements));
}
