import type { Model } from "../../classifier/model.ts";
import { coverageCurve } from "../../classifier/quality/coverage.ts";
import {
  accuracyOf,
  calibrationBins,
  calibrationErrorOf,
  confusionsOf,
  macroF1Of,
} from "../../classifier/quality/metrics.ts";
import type { TimeTest } from "../../classifier/test-by-time.ts";
import type { ModelQuality, ModelRecord } from "../../db/schema/index.ts";
import type { SolvedTicket } from "./learn-target.ts";

const shownConfusions = 50;
const shownMistakes = 50;

/** How a model did on tickets that it had not seen: in figures, and in what people look at to believe them. */
export function judgeModel(
  model: Model,
  told: TimeTest<SolvedTicket>["told"],
): { record: Omit<ModelRecord, "trainedRows" | "accuracyInForce">; quality: ModelQuality } {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const numberOf = (label: string) => {
    const number = numbers.get(label) ?? names.push(label) - 1;
    numbers.set(label, number);
    return number;
  };
  const judged = told.map(({ example, prediction, isRight }) => ({
    target: numberOf(example.label),
    label: numberOf(prediction.label),
    confidence: prediction.confidence,
    isSure: prediction.isSure,
    ticketId: example.ticketId,
    isRight,
  }));
  const named = <Row extends { target: number; label: number }>(row: Row) => ({
    ...row,
    target: names[row.target] ?? "",
    label: names[row.label] ?? "",
  });
  const sure = judged.filter(({ isSure }) => isSure);
  const mistakes = judged
    .filter(({ isRight, ticketId }) => !isRight && ticketId !== undefined)
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, shownMistakes);
  return {
    record: {
      laterRows: told.length,
      accuracy: accuracyOf(judged),
      macroF1: macroF1Of(judged),
      calibrationError: calibrationErrorOf(judged),
      coverage: sure.length / told.length,
      precision: accuracyOf(sure),
    },
    quality: {
      curve: coverageCurve(judged),
      bins: calibrationBins(judged),
      promises: model.promises.map(({ promised, threshold }) => ({ promised, threshold })),
      confusions: confusionsOf(judged).slice(0, shownConfusions).map(named),
      mistakes: mistakes
        .map(named)
        .map(({ ticketId = "", target, label, confidence }) => ({ ticketId, target, label, confidence })),
    },
  };
}
