import type { Predictor } from "../classifier/create-predictor.ts";
import type { WordContribution } from "../classifier/predict/attribute-to-words.ts";
import { type Found, found } from "./found.ts";
import type { Message } from "./message.ts";

/** What a model tells of the message, where it is sure, with the words that spoke most for it. */
export function findLabel(message: Message, predictor: Predictor): Found<string> | undefined {
  const told = predictor.explainIfSure(message.bag());
  if (!told) return undefined;
  const speaking = told.explanation.words
    .filter(({ contribution }) => contribution > 0)
    .toSorted((a, b) => b.contribution - a.contribution);
  return found(told.label, told.confidence, carriersOf(message, speaking));
}

/** One by one, for only the first few are shown. */
function* carriersOf(message: Message, words: readonly WordContribution[]) {
  for (const { part, start, end } of words) yield message.carrierAt(part, start, end);
}
