import type { Predictor } from "../../../src/classifier/create-predictor.ts";
import type { Document } from "../../../src/classifier/document.ts";

export interface Speed {
  predictionsPerSecond: number;
  /** Prediction and explanation together. */
  explainMs: { median: number; p99: number };
}

const fewest = 2000;

export function measureSpeed(predictor: Predictor, documents: readonly Document[]): Speed {
  const rounds = Math.ceil(fewest / documents.length);
  const all = Array.from({ length: rounds }, () => documents).flat();
  for (const document of all.slice(0, fewest)) predictor.explain(document);
  const startedMs = performance.now();
  for (const document of all) predictor.predict(document);
  const seconds = (performance.now() - startedMs) / 1000;
  const times = all
    .map((document) => {
      const beforeMs = performance.now();
      predictor.explain(document);
      return performance.now() - beforeMs;
    })
    .sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { predictionsPerSecond: all.length / seconds, explainMs: { median: at(0.5), p99: at(0.99) } };
}
