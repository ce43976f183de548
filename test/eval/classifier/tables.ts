import { type Baseline, baselines } from "./baselines.ts";
import type { Measurement } from "./measure-dataset.ts";

const columns = [
  "set (train/test rows, labels)",
  "accuracy",
  "macro-F1",
  "scikit-learn",
  "published",
  "calibration error",
  "coverage at 90 % promised",
  "precision there",
  "coverage found on test",
  "out of scope: recall at rejected",
  "joint accuracy",
  "weakest language",
  "training s",
  "model kB",
  "predictions/s",
  "explained p50/p99 ms",
  "deletion",
  "labels shuffled",
  "short of target",
];

export function markdownTable(measurements: readonly Measurement[]): string {
  const lines = [columns, columns.map(() => "---"), ...measurements.map(cellsOf)];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** One set in lines that fit a terminal. */
export function describeMeasurement(measurement: Measurement): string {
  const cells = cellsOf(measurement);
  return columns.map((column, index) => `  ${column.padEnd(34)} ${cells[index]}`).join("\n");
}

function cellsOf(measurement: Measurement): string[] {
  const { name, rows, promise, outOfScope, weakestLanguage, explainMs, shuffled } = measurement;
  const baseline = baselines[name];
  return [
    `${name} (${rows.train}/${rows.test}, ${rows.labels})`,
    percent(measurement.accuracy),
    percent(measurement.macroF1),
    baseline?.sklearn?.toFixed(1) ?? "",
    baseline?.published ?? "",
    measurement.calibrationError.toFixed(3),
    percent(promise.coverage),
    promise.coverage > 0 ? percent(promise.precision) : "-",
    percent(measurement.bestCoverage),
    outOfScope ? `${percent(outOfScope.recall)} at ${percent(outOfScope.inScopeRejected)}` : "",
    outOfScope ? percent(outOfScope.jointAccuracy) : "",
    weakestLanguage ? `${weakestLanguage.language} ${percent(weakestLanguage.accuracy)}` : "",
    measurement.trainSeconds.toFixed(1),
    Math.round(measurement.modelBytes / 1000).toLocaleString("en"),
    Math.round(measurement.predictionsPerSecond).toLocaleString("en"),
    `${explainMs.median.toFixed(2)} / ${explainMs.p99.toFixed(2)}`,
    `${measurement.deletionRatio.toFixed(1)} x`,
    `${shuffled.learnability}, ${percent(shuffled.sure)} sure`,
    shortfallsOf(measurement, baseline).join(", ") || "-",
  ];
}

/** Limits that hold for every set, beside its own targets. */
const p99LimitMs = 1.5;
const tolerance = 2;

export function shortfallsOf(measurement: Measurement, baseline: Baseline | undefined): string[] {
  const target = baseline?.target ?? {};
  const { promise, outOfScope, shuffled } = measurement;
  const shortfalls: string[] = [];
  const atLeast = (name: string, value: number, wanted: number | undefined) => {
    if (wanted !== undefined && value < wanted) shortfalls.push(`${name} ${value.toFixed(1)} < ${wanted}`);
  };
  const atMost = (name: string, value: number, wanted: number | undefined) => {
    if (wanted !== undefined && value > wanted)
      shortfalls.push(`${name} ${value.toPrecision(3)} > ${wanted}`);
  };
  atLeast("accuracy", round(measurement.accuracy), target.accuracy);
  atLeast("macro-F1", round(measurement.macroF1), target.macroF1);
  atMost("calibration error", measurement.calibrationError, target.calibrationError);
  atLeast("coverage found on test", round(measurement.bestCoverage), target.coverage90);
  if (promise.coverage > 0) atLeast("precision kept", round(promise.precision), 90 - tolerance);
  atLeast("joint accuracy", round(outOfScope?.jointAccuracy ?? 1), target.jointAccuracy);
  atLeast("out of scope recall", round(outOfScope?.recall ?? 1), target.outOfScopeRecall);
  atLeast("weakest language", round(measurement.weakestLanguage?.accuracy ?? 1), target.languageAccuracy);
  atMost("training s", measurement.trainSeconds, target.trainSeconds);
  atMost("model bytes", measurement.modelBytes, target.modelBytes ?? 5e6);
  atMost("p99 ms", measurement.explainMs.p99, p99LimitMs);
  atLeast("deletion", Math.round(measurement.deletionRatio * 10) / 10, target.deletionRatio ?? 3);
  if (shuffled.learnability !== "not learnable") shortfalls.push("shuffled labels were learned");
  return shortfalls;
}

function percent(share: number): string {
  return round(share).toFixed(1);
}

function round(share: number): number {
  return Math.round(share * 1000) / 10;
}
