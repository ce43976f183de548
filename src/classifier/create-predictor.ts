import { type Bag, bagOf, type Readable, type Traceable } from "./features/bag.ts";
import type { TracedBag } from "./features/trace-bag.ts";
import type { Model } from "./model.ts";
import { attributeToWords, type WordContributions } from "./predict/attribute-to-words.ts";
import { createReader } from "./predict/create-reader.ts";
import { confidenceOf, gatherEvidence } from "./quality/confidence-head.ts";
import { nothing } from "./quality/coverage.ts";

export interface Prediction {
  label: string;
  /** How likely the label is right. */
  confidence: number;
  /** Whether the confidence keeps the promised precision; when not, nothing should rest on the label. */
  isSure: boolean;
  /** Whether the text is like those that the model has seen; when not, its topic may be a new one. */
  isFamiliar: boolean;
  /** The label's own score. */
  margin: number;
  /** The next best label, if there is one. */
  runnerUp?: string;
}

/** Why the label and not `against`, the best of the others. */
export interface Attribution extends WordContributions {
  label: string;
  against?: string;
}

export interface WordContribution {
  part: "subject" | "body";
  /** UTF-16 positions in that part. */
  start: number;
  end: number;
  /** Above 0 it speaks for the label, below 0 for the other. */
  contribution: number;
}

/** An attribution with its words in place of their numbers. */
export type Explanation = Omit<Attribution, "contributions"> & { words: WordContribution[] };
export type Explained = Prediction & { explanation: Explanation };

export interface Predictor {
  predict(document: Readable): Prediction;
  /** @param label another label to explain than the best one: "why not this?", with a lead below 0 */
  explain(document: Traceable, label?: string): Explained;
  /** What each word of the bag adds, or nothing where the prediction is not sure: then nobody asks why. */
  attributeIfSure(bag: TracedBag): (Prediction & { attribution: Attribution }) | undefined;
}

/**
 * @param promised the precision that `isSure` keeps; one of those that the model has a threshold for
 * @param chosen a confidence that somebody chose as threshold instead
 */
export function createPredictor(model: Model, promised = 0.9, chosen?: number): Predictor {
  const reader = createReader(model);
  const kept = model.promises.find((promise) => promise.promised === promised) ?? nothing;
  const threshold = chosen ?? kept.threshold;
  const mayTell = model.learnability !== "not learnable";

  function judge<Read extends Bag>(bag: Read) {
    const reading = reader.read(bag);
    const evidence = gatherEvidence(reading.scores, model.temperature, reading);
    const confidence = mayTell ? confidenceOf(model.head, evidence) : 0;
    const runnerUp = model.labels[evidence.second];
    const prediction: Prediction = {
      label: model.labels[evidence.first] ?? "",
      confidence,
      isSure: mayTell && confidence >= threshold && evidence.margin >= model.leastMargin,
      isFamiliar: evidence.margin >= model.familiarMargin,
      margin: evidence.margin,
      ...(runnerUp === undefined ? {} : { runnerUp }),
    };
    return { bag, prediction, reading, evidence };
  }

  function attribute({ bag, reading, evidence }: Judged, label?: string): Attribution {
    const asked = label === undefined ? evidence.first : model.labels.indexOf(label);
    if (asked < 0 && label !== undefined) throw new RangeError(`The model knows no label "${label}".`);
    const against = asked === evidence.first ? evidence.second : evidence.first;
    const other = model.labels[against];
    return {
      label: model.labels[asked] ?? "",
      ...(other === undefined ? {} : { against: other }),
      ...attributeToWords(model, bag, reading, { label: asked, against }),
    };
  }
  type Judged = ReturnType<typeof judge<TracedBag>>;

  return {
    predict: (document) => judge(bagOf(document)).prediction,
    explain(document, label) {
      const judged = judge(bagOf(document));
      const { contributions, ...rest } = attribute(judged, label);
      const words = judged.bag.words.map(({ part, start, end }, index) => {
        return { part, start, end, contribution: contributions[index] as number };
      });
      return { ...judged.prediction, explanation: { ...rest, words } };
    },
    attributeIfSure(bag) {
      const judged = judge(bag);
      return judged.prediction.isSure ? { ...judged.prediction, attribution: attribute(judged) } : undefined;
    },
  };
}
